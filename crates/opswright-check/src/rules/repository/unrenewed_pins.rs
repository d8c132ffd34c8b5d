//! `unrenewed-pins`: pinned actions and images that nothing renews.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, Kind, Located, Summary};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unrenewed-pins",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unrenewed_pins.md"),
    run: &[Run::Graph(run)],
};

/// Fewer pins than this are renewed by hand.
const LEAST: usize = 3;

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let renewed = graph
        .files()
        .any(|summary| summary.kind == Kind::Dependabot || summary.content == Content::Renovate);
    if renewed {
        return;
    }
    let pins: Vec<(&Summary, &Located<String>)> = graph
        .contents()
        .filter_map(|(summary, content)| match content {
            Content::Workflow(workflow) => Some((summary, workflow)),
            _ => None,
        })
        .flat_map(|(summary, workflow)| {
            workflow
                .jobs
                .iter()
                .flat_map(|job| &job.uses)
                .map(move |uses| (summary, uses))
        })
        .filter(|(_, uses)| is_commit(&uses.value))
        .collect();
    if let Some((summary, first)) = pins.first().filter(|_| pins.len() >= LEAST) {
        report
            .find_in(
                &summary.path,
                first.range,
                format!(
                    "{} actions are pinned to a commit, and nothing renews the pins",
                    pins.len()
                ),
            )
            .fix = Some(advice(
            "add `.github/dependabot.yml` with the ecosystem `github-actions`, or a `renovate.json`",
        ));
    }
}

fn is_commit(uses: &str) -> bool {
    uses.split_once('@').is_some_and(|(_, reference)| {
        reference.len() == 40 && reference.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
