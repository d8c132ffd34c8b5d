//! Filters of an event: which can be given, and whether their patterns can match.

use opswright_actions::{path_pattern, reference_pattern};
use opswright_yaml::{Kind, Node};

use super::fault::Fault;
use super::text::place_in;
use super::walk::Walk;

/// A filter, its opposite, and the events that have the two.
const PAIRS: [(&str, &str, &[&str]); 3] = [
    (
        "branches",
        "branches-ignore",
        &[
            "merge_group",
            "push",
            "pull_request",
            "pull_request_target",
            "workflow_run",
        ],
    ),
    ("tags", "tags-ignore", &["push"]),
    (
        "paths",
        "paths-ignore",
        &["push", "pull_request", "pull_request_target"],
    ),
];

impl<'a> Walk<'a> {
    pub(super) fn filters(&mut self, event: &str, node: Node<'a>, key: Node<'a>) {
        for (filter, opposite, events) in PAIRS {
            let (first, second) = (node.entry(filter), node.entry(opposite));
            if !events.contains(&event) {
                for entry in [first, second].into_iter().flatten() {
                    self.find(
                        Fault::UnsupportedFilter,
                        entry.key.range(),
                        format!("`{event}` cannot be narrowed by `{}`", entry.name()),
                    )
                    .advise(format!("only {} can", events.join(", ")));
                }
                continue;
            }
            if let (Some(first), Some(second)) = (first, second) {
                let later = if first.key.range().start > second.key.range().start {
                    first
                } else {
                    second
                };
                self.find(
                    Fault::ConflictingFilters,
                    later.key.range(),
                    format!("`{filter}` and `{opposite}` of one event exclude each other"),
                )
                .advise(format!(
                    "put what is left out into `{filter}` with `!` before it"
                ));
            }
            for entry in [first, second].into_iter().flatten() {
                self.patterns(entry.value, filter == "paths");
            }
        }
        let workflows = node.entry("workflows");
        if event == "workflow_run" && workflows.is_none() {
            self.find(
                Fault::MissingKey,
                key.range(),
                "`workflow_run` needs `workflows`: the names of those that it follows",
            );
        } else if event != "workflow_run"
            && let Some(entry) = workflows
        {
            self.find(
                Fault::UnsupportedFilter,
                entry.key.range(),
                format!("`{event}` cannot be narrowed by `workflows`"),
            )
            .advise("only workflow_run can");
        }
    }

    pub(super) fn patterns(&mut self, node: Node<'a>, paths: bool) {
        let items: Vec<Node<'a>> = match node.kind() {
            Kind::Sequence => node.items().collect(),
            _ => vec![node],
        };
        for item in items {
            let Some(pattern) = item.as_str().filter(|text| !text.is_empty()) else {
                continue;
            };
            if pattern.contains("${{") || item.alias().is_some() {
                continue;
            }
            let faults = if paths {
                path_pattern(pattern)
            } else {
                reference_pattern(pattern)
            };
            for fault in faults {
                let range = place_in(item, self.text, fault.range);
                self.find(Fault::BrokenPattern, range, fault.message);
            }
        }
    }
}
