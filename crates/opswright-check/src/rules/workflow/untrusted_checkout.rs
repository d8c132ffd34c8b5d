//! `untrusted-checkout`: the code of a stranger's pull request, checked out where secrets are.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "untrusted-checkout",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("untrusted_checkout.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let Some(event) = ["pull_request_target", "workflow_run", "issue_comment"]
        .into_iter()
        .find(|event| file.trigger(event).is_some())
    else {
        return;
    };
    for step in file.jobs.iter().flat_map(|job| &job.steps) {
        if !step.is_action("actions/checkout") {
            continue;
        }
        let inputs = ["ref", "repository"]
            .into_iter()
            .filter_map(|name| step.input(name));
        let foreign = inputs.into_iter().find(|node| {
            let text = node.as_str().unwrap_or("");
            [
                "github.event.pull_request.head",
                "github.head_ref",
                "refs/pull/",
                "workflow_run.head",
                "pull_requests",
            ]
            .iter()
            .any(|mark| text.contains(mark))
        });
        if let Some(node) = foreign {
            report
                .find(
                    node.range(),
                    format!("code from a fork runs with the secrets of this repository ({event})"),
                )
                .fix = Some(advice(
                "test pull requests under `pull_request`, which has no secrets",
            ));
        }
    }
}
