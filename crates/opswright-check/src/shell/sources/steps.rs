//! The steps of workflows and actions.

use opswright_project::workflow::{Job, Step, Workflow};
use opswright_shell::Dialect;
use opswright_yaml::{Node, Places, Yaml};

use super::ShellSource;
use crate::shell::context::{Place, Setting};
use crate::shell::origin::Origin;
use crate::shell::variables::Known;

const MARKS: &[(&str, &str)] = &[("${{", "}}")];

pub(super) fn of_workflow<'a>(workflow: &Workflow<'a>, text: &'a str) -> Vec<ShellSource<'a>> {
    let mut found = Vec::new();
    for job in &workflow.jobs {
        for step in &job.steps {
            let Some(run) = step.run() else {
                continue;
            };
            let shell = step.node.str_at(&["shell"]).or_else(|| {
                [job.node, workflow.root]
                    .iter()
                    .find_map(|node| node.str_at(&["defaults", "run", "shell"]))
            });
            if shell.is_none() && may_be_windows(job) {
                continue;
            }
            let Some((dialect, errexit)) = runner(shell) else {
                continue;
            };
            let setting = Setting {
                dialect,
                certain: shell.is_some() || job.get("container").is_none(),
                errexit,
                place: Place::Step,
                given: given(&[workflow.root, job.node, step.node]),
            };
            found.extend(source(run, setting, text));
        }
    }
    found
}

pub(super) fn of_action<'a>(yaml: &'a Yaml, text: &'a str) -> Vec<ShellSource<'a>> {
    let Some(steps) = yaml.root().and_then(|root| root.at(&["runs", "steps"])) else {
        return Vec::new();
    };
    steps
        .items()
        .filter_map(|node| {
            let run = Step { node }.run()?;
            let (dialect, errexit) = runner(Some(node.str_at(&["shell"])?))?;
            let setting = Setting {
                dialect,
                certain: true,
                errexit,
                place: Place::Step,
                given: given(&[node]),
            };
            source(run, setting, text)
        })
        .collect()
}

fn source<'a>(run: Node<'a>, setting: Setting, text: &'a str) -> Option<ShellSource<'a>> {
    let value = run.as_str()?;
    let places = Places::of(run, text)?;
    Some(ShellSource::read(
        value,
        MARKS,
        setting,
        Origin::Scalar(places),
    ))
}

/// Dialect of a `shell`, and whether a failure ends it; `None` for other languages.
fn runner(shell: Option<&str>) -> Option<(Dialect, bool)> {
    let Some(shell) = shell else {
        return Some((Dialect::Bash, true));
    };
    let mut words = shell.split_whitespace();
    let program = words.next()?;
    let name = program.rsplit('/').next().unwrap_or(program);
    let dialect = Dialect::of_program(name)?;
    let flags: Vec<&str> = words.collect();
    let errexit = flags.is_empty()
        || flags
            .iter()
            .any(|flag| flag.starts_with('-') && !flag.starts_with("--") && flag.contains('e'));
    Some((dialect, errexit))
}

/// Whether the job may run where the usual shell is `PowerShell`.
fn may_be_windows(job: &Job<'_>) -> bool {
    let says = |node: Node<'_>| {
        node.descend()
            .iter()
            .filter_map(Node::as_str)
            .any(|word| word.to_ascii_lowercase().contains("windows"))
    };
    let Some(runner) = job.get("runs-on") else {
        return false;
    };
    let from_matrix = runner
        .descend()
        .iter()
        .filter_map(Node::as_str)
        .any(|word| word.contains("${{"));
    says(runner) || from_matrix && job.get("strategy").is_some_and(says)
}

/// Variables that are set to plain words.
fn given(nodes: &[Node<'_>]) -> Vec<(String, Known)> {
    nodes
        .iter()
        .filter_map(|node| node.get("env"))
        .flat_map(|variables| variables.entries().collect::<Vec<_>>())
        .map(|entry| {
            let plain = entry.value.as_str().is_some_and(|value| {
                !value.is_empty() && !value.contains([' ', '*', '?', '$', '[', '\n'])
            });
            let known = if plain { Known::Word } else { Known::Unknown };
            (entry.name().to_owned(), known)
        })
        .collect()
}
