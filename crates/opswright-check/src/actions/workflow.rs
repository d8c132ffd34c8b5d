//! A whole workflow.

use std::collections::BTreeMap;

use opswright_actions::{Place, Type};
use opswright_source::Range;
use opswright_yaml::{Kind, Node, Yaml};

use super::fault::{Fault, Found};
use super::tables::WORKFLOW;
use super::walk::Walk;

pub(super) fn look(yaml: &Yaml, text: &str) -> Vec<Found> {
    let mut walk = Walk::new(text);
    let Some(root) = yaml.root().filter(|root| !root.is_null()) else {
        walk.find(
            Fault::MissingKey,
            Range::at(0),
            "this workflow is empty: it needs `on` and `jobs`",
        );
        return walk.found;
    };
    if root.kind() != Kind::Mapping {
        walk.wrong(root, "workflow", "a map");
        return walk.found;
    }
    walk.anchors(root);
    let on = root.get("on");
    if let Some(on) = on {
        walk.events(on);
    }
    let jobs = root.get("jobs");
    let outputs = jobs.map(outputs_of_jobs).unwrap_or_default();
    walk.keys(root, &WORKFLOW, "workflow", Place::Nowhere);
    if let Some(jobs) = jobs {
        walk.jobs(jobs, &outputs);
    }
    if let Some(calls) = on.and_then(|on| on.at(&["workflow_call", "outputs"])) {
        walk.call_outputs(calls, &outputs);
    }
    walk.found
}

/// What `needs.<job>` has, for each job by its id in lower case.
fn outputs_of_jobs(jobs: Node<'_>) -> BTreeMap<String, Type> {
    jobs.entries()
        .map(|entry| {
            let declared = entry
                .value
                .get("outputs")
                .filter(|node| node.kind() == Kind::Mapping);
            let outputs = match declared {
                Some(outputs) => Type::exactly(
                    outputs
                        .merged_entries()
                        .into_iter()
                        .map(|output| (output.name(), Type::Text)),
                ),
                None if entry.value.get("uses").is_some() => Type::map_of(Type::Text),
                None => Type::exactly::<String>([]),
            };
            let job = Type::exactly([("outputs", outputs), ("result", Type::Text)]);
            (entry.name().to_ascii_lowercase(), job)
        })
        .collect()
}

impl<'a> Walk<'a> {
    fn jobs(&mut self, jobs: Node<'a>, outputs: &BTreeMap<String, Type>) {
        if jobs.is_null() || jobs.kind() == Kind::Mapping && jobs.entries().next().is_none() {
            self.find(Fault::EmptyValue, jobs.range(), "`jobs` is empty");
            return;
        }
        if jobs.kind() != Kind::Mapping {
            self.wrong(jobs, "jobs", "a map");
            return;
        }
        self.twins(jobs, "jobs");
        for entry in jobs.entries() {
            if !self.is_merge(&entry) {
                self.job(&entry, outputs);
            }
        }
    }

    /// Values of the outputs of a called workflow: they see all jobs.
    fn call_outputs(&mut self, calls: Node<'a>, outputs: &BTreeMap<String, Type>) {
        self.scope.jobs = Type::exactly(outputs.clone());
        for entry in calls.entries() {
            if let Some(value) = entry.value.get("value") {
                if value.as_str() == Some("") {
                    self.find(Fault::EmptyValue, value.range(), "`value` is empty");
                }
                self.text_value(value, Place::CallOutput);
            }
        }
    }

    /// Anchors that no alias names.
    fn anchors(&mut self, root: Node<'a>) {
        if !self.text.contains('&') {
            return;
        }
        let mut open: BTreeMap<&str, Range> = BTreeMap::new();
        let mut unused = Vec::new();
        for node in root.descend() {
            if let Some(alias) = node.alias() {
                open.remove(alias);
            }
            if let Some(name) = node.anchor()
                && let Some(earlier) = open.insert(name, node.range())
            {
                unused.push((name, earlier));
            }
        }
        unused.extend(open);
        for (name, range) in unused {
            let first = self
                .text
                .get(..range.start)
                .and_then(|before| before.rfind('&'))
                .unwrap_or(range.start);
            self.find(
                Fault::UnusedAnchor,
                Range::new(first, (first + 1 + name.len()).min(self.text.len())),
                format!("no alias names the anchor `{name}`"),
            );
        }
    }
}
