//! `dangling-runbook`: a runbook in the repository that is not there, or empty.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, Kind, folder, join};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dangling-runbook",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dangling_runbook.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let runbooks = graph
        .contents()
        .any(|(summary, _)| summary.kind == Kind::Runbook);
    for (summary, content) in graph.contents() {
        let Content::Rules(rules) = content else {
            continue;
        };
        for rule in &rules.rules {
            let Some(runbook) = &rule.runbook else {
                continue;
            };
            let Some(path) = in_repository(&runbook.value) else {
                continue;
            };
            let beside = join(folder(&summary.path), path);
            let found = [Some(path.to_owned()), beside]
                .into_iter()
                .flatten()
                .find_map(|path| graph.file(&path));
            let message = match found.map(|file| &file.content) {
                Some(Content::Runbook { words, .. }) if *words < 5 => {
                    format!("the runbook `{path}` of `{}` says nothing", rule.name.value)
                }
                Some(_) => continue,
                // An address elsewhere may end in the same path.
                None if runbook.value.contains("://") && !runbooks => continue,
                None => format!("the runbook `{path}` of `{}` is not there", rule.name.value),
            };
            report.find_in(&summary.path, runbook.range, message);
        }
    }
}

/// The path of a runbook of this repository, also where its address on a forge is given; `None` for any other address.
fn in_repository(runbook: &str) -> Option<&str> {
    let without_anchor = runbook.split('#').next().unwrap_or(runbook);
    if without_anchor.contains(['{', '$', ' ']) {
        return None;
    }
    let path = match without_anchor.split_once("://") {
        None => without_anchor,
        Some((_, rest)) if rest.starts_with("github.com/") || rest.starts_with("gitlab.com/") => {
            let (_, path) = rest.split_once("/blob/")?;
            path.split_once('/')?.1
        }
        Some(_) => return None,
    };
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let read = path.ends_with(".md") && path.to_ascii_lowercase().contains("runbook");
    read.then_some(path)
}
