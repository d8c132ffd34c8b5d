//! One job.

use std::collections::BTreeMap;

use opswright_actions::{Place, Type};
use opswright_yaml::{Entry, Kind, Node};

use super::fault::Fault;
use super::form::{Form, Key};
use super::tables::{JOB, RUNS_ON};
use super::walk::Walk;

/// Keys that a job has which calls a workflow.
const OF_CALLS: [&str; 9] = [
    "name",
    "uses",
    "with",
    "secrets",
    "strategy",
    "needs",
    "if",
    "concurrency",
    "permissions",
];

impl<'a> Walk<'a> {
    pub(super) fn job(&mut self, entry: &Entry<'a>, outputs: &BTreeMap<String, Type>) {
        self.id(entry.key, "job");
        let node = entry.value;
        if node.kind() != Kind::Mapping {
            self.wrong(node, entry.name(), "a map");
            return;
        }
        self.scope.needs = needs(node, outputs);
        self.scope.steps = Type::exactly::<String>([]);
        self.scope.matrix = Type::exactly::<String>([]);
        self.matrix_node = node.at(&["strategy", "matrix"]);
        if let Some(matrix) = self.matrix_node {
            self.scope.matrix = self.matrix(matrix);
        }
        self.runs_on = node.get("runs-on").and_then(super::runners::family);
        let calls = node.get("uses").is_some();
        let mut late = Vec::new();
        for own in node.entries() {
            if self.is_merge(&own) {
                continue;
            }
            let Some(known) = JOB.keys.iter().find(|key| key.name == own.name()) else {
                self.unknown_key(&own, &JOB, "job");
                continue;
            };
            if self.is_out_of_place(&own, calls) {
                continue;
            }
            match known.name {
                // They are read when all steps have run.
                "environment" | "outputs" => late.push((own, known)),
                _ => self.job_value(&own, known),
            }
        }
        if let Some(steps) = node.get("steps").filter(|_| !calls) {
            self.steps(steps);
        }
        for (own, known) in late {
            self.value(own.value, &known.form, known.name, known.place);
        }
        self.runs_on = None;
    }

    /// Whether the key belongs to the other kind of job.
    fn is_out_of_place(&mut self, own: &Entry<'a>, calls: bool) -> bool {
        let key = own.name();
        let message = if calls && !OF_CALLS.contains(&key) {
            format!("a job that calls a workflow has no `{key}`")
        } else if !calls && matches!(key, "with" | "secrets") {
            format!("only a job that calls a workflow has `{key}`")
        } else {
            return false;
        };
        self.find(Fault::UnknownKey, own.key.range(), message);
        true
    }

    fn job_value(&mut self, own: &Entry<'a>, known: &'static Key) {
        let node = own.value;
        match known.name {
            "runs-on" => self.job_runner(node),
            "uses" => self.called_workflow(node),
            "with" => {
                self.entries(node, &Form::MayBeEmpty, "with", Place::Job);
            }
            "secrets" => self.handed_secrets(node),
            "snapshot" => {
                self.value(node, &known.form, known.name, known.place);
                if let Some(version) = node.get("version") {
                    self.patterns(version, false);
                }
            }
            _ => self.value(node, &known.form, known.name, known.place),
        }
    }

    fn handed_secrets(&mut self, node: Node<'a>) {
        match node.kind() {
            Kind::Mapping => self.entries(node, &Form::MayBeEmpty, "secrets", Place::JobVariables),
            _ if node.as_str() == Some("inherit") => {}
            _ => {
                self.find(
                    Fault::WrongValue,
                    node.range(),
                    "`secrets` wants a map, or the word `inherit`",
                );
            }
        }
    }

    fn job_runner(&mut self, node: Node<'a>) {
        match node.kind() {
            Kind::Mapping => {
                self.keys(node, &RUNS_ON, "runs-on", Place::Job);
                if let Some(labels) = node.get("labels") {
                    self.labels(labels);
                }
                return;
            }
            Kind::Scalar if node.as_str().is_some_and(|text| text.contains("${{")) => {
                for value in self.expressions(node, Place::Job) {
                    if matches!(value, Type::Null | Type::Bool | Type::Number) {
                        self.find(
                            Fault::WrongExpressionType,
                            node.range(),
                            format!("`runs-on` wants labels, and this is {}", value.words()),
                        );
                    } else if let Type::Object(object) = &value
                        && object.rest.is_none()
                        && !["group", "labels"]
                            .iter()
                            .any(|key| object.known.contains_key(*key))
                    {
                        self.find(
                            Fault::WrongExpressionType,
                            node.range(),
                            "`runs-on` wants labels, and this is an object",
                        );
                    }
                }
            }
            _ => self.value(node, &Form::Texts, "runs-on", Place::Job),
        }
        self.labels(node);
    }
}

/// The type of `needs`: the jobs that are named, and what they put out.
fn needs(job: Node<'_>, outputs: &BTreeMap<String, Type>) -> Type {
    let Some(node) = job.get("needs") else {
        return Type::exactly::<String>([]);
    };
    let items: Vec<Node<'_>> = match node.kind() {
        Kind::Sequence => node.items().collect(),
        _ => vec![node],
    };
    Type::exactly(items.iter().filter_map(Node::as_str).map(|id| {
        let lower = id.to_ascii_lowercase();
        let value = outputs.get(&lower).cloned().unwrap_or(Type::Any);
        (lower, value)
    }))
}
