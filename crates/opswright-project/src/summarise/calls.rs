//! How workflows and actions of a repository call each other.

use opswright_source::Range;
use opswright_yaml::{Kind, Node, Yaml};

use super::{located, text_at};
use crate::summary::{ActionSummary, Interface, LocalCall, Located, Parameter};
use crate::workflow::{Job, Workflow};

/// Names asked of one call; more are not looked at.
const MOST_OUTPUTS: usize = 1000;

/// What the workflow takes and gives where it is called; `None` where it cannot be.
pub(super) fn called(workflow: &Workflow<'_>) -> Option<Interface> {
    let settings = workflow.trigger("workflow_call")?;
    let secrets = settings.get("secrets");
    Some(Interface {
        inputs: parameters(settings.get("inputs")),
        secrets: secrets.map(|secrets| parameters(Some(secrets))),
        outputs: names(settings.get("outputs")),
    })
}

/// An action.
pub(super) fn action_summary(yaml: &Yaml, text: &str) -> ActionSummary {
    let Some(root) = yaml.root() else {
        return ActionSummary::default();
    };
    let steps = root.at(&["runs", "steps"]);
    let scope = steps.map_or(Range::at(0), |_| root.range());
    ActionSummary {
        interface: Interface {
            inputs: parameters(root.get("inputs")),
            secrets: None,
            outputs: names(root.get("outputs")),
        },
        calls: steps
            .into_iter()
            .flat_map(|steps| steps.items())
            .filter_map(|step| call(yaml, step, None, (text, scope)))
            .collect(),
    }
}

/// The calls of a workflow.
pub(super) fn of_workflow(yaml: &Yaml, workflow: &Workflow<'_>, text: &str) -> Vec<LocalCall> {
    let mut calls = Vec::new();
    for job in &workflow.jobs {
        calls.extend(call(
            yaml,
            job.node,
            Some(job),
            (text, workflow.root.range()),
        ));
        let scope = job.node.range();
        calls.extend(
            job.steps
                .iter()
                .filter_map(|step| call(yaml, step.node, None, (text, scope))),
        );
    }
    calls
}

/// The call of a job or of a step; `scope` is where its outputs can be asked for.
fn call(
    yaml: &Yaml,
    node: Node<'_>,
    job: Option<&Job<'_>>,
    (text, scope): (&str, Range),
) -> Option<LocalCall> {
    let uses = node.get("uses")?;
    let path = uses.as_str()?;
    if !(path.starts_with("./") || path.starts_with("$/")) || path.contains("${{") {
        return None;
    }
    let secrets = node.get("secrets");
    let asked = match job {
        Some(job) => Some(format!("needs.{}.outputs.", job.id)),
        None => node
            .str_at(&["id"])
            .map(|id| format!("steps.{id}.outputs.")),
    };
    Some(LocalCall {
        uses: text_at(yaml, uses),
        is_job: job.is_some(),
        inputs: given(yaml, node.get("with")),
        secrets: match secrets.and_then(|secrets| secrets.as_str()) {
            Some(_) => None,
            None => given(yaml, secrets),
        },
        outputs: asked
            .map(|mark| names_behind(yaml, text, scope, &mark))
            .unwrap_or_default(),
    })
}

/// The names in a map; `None` where it is no map.
fn given(yaml: &Yaml, map: Option<Node<'_>>) -> Option<Vec<Located<String>>> {
    let Some(map) = map else {
        return Some(Vec::new());
    };
    (map.kind() == Kind::Mapping).then(|| {
        map.merged_entries()
            .into_iter()
            .map(|entry| text_at(yaml, entry.key))
            .collect()
    })
}

/// What follows `mark` in the text of `scope`.
fn names_behind(yaml: &Yaml, text: &str, scope: Range, mark: &str) -> Vec<Located<String>> {
    let source = scope.slice(text);
    source
        .match_indices(mark)
        .take(MOST_OUTPUTS)
        .filter_map(|(at, _)| {
            let start = at + mark.len();
            let rest = source.get(start..)?;
            let length = rest
                .find(|character: char| {
                    !(character.is_ascii_alphanumeric() || matches!(character, '_' | '-'))
                })
                .unwrap_or(rest.len());
            let name = rest.get(..length).filter(|name| !name.is_empty())?;
            let place = Range::new(scope.start + start, scope.start + start + length);
            Some(located(yaml.lines(), name.to_owned(), place))
        })
        .collect()
}

fn parameters(map: Option<Node<'_>>) -> Vec<Parameter> {
    map.into_iter()
        .flat_map(|map| map.merged_entries())
        .map(|entry| Parameter {
            name: entry.name().to_owned(),
            required: entry.value.get("required").and_then(|node| node.as_bool()) == Some(true)
                && entry.value.get("default").is_none(),
        })
        .collect()
}

fn names(map: Option<Node<'_>>) -> Vec<String> {
    map.into_iter()
        .flat_map(|map| map.merged_entries())
        .map(|entry| entry.name().to_ascii_lowercase())
        .collect()
}
