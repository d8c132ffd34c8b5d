//! `dangerous-trigger`: a workflow that strangers can start with the rights of the repository.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dangerous-trigger",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dangerous_trigger.md"),
    run: &[Run::Workflow(run)],
};

/// Actions that look at the event alone, never at the code of the change.
const HARMLESS: [&str; 6] = [
    "actions/labeler",
    "actions/first-interaction",
    "actions/stale",
    "amannn/action-semantic-pull-request",
    "release-drafter/release-drafter",
    "actions/add-to-project",
];

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let mut steps = file.jobs.iter().flat_map(|job| &job.steps).peekable();
    let harmless = steps.peek().is_some()
        && steps.all(|step| {
            step.run().is_none() && HARMLESS.iter().any(|action| step.is_action(action))
        });
    if harmless {
        return;
    }
    for (name, node) in file.triggers() {
        let why = match name {
            "pull_request_target" => {
                "whoever opens a pull request starts this with the rights of the repository"
            }
            "workflow_run" => {
                "what a fork started can start this with the rights of the repository"
            }
            _ => continue,
        };
        let key = file.root.at(&["on"]).and_then(|on| on.entry(name));
        let range = key.map_or(node.range(), |entry| entry.key.range());
        report.find(range, why).fix = Some(advice(
            "use `pull_request` where no secret is needed; else check out nothing of the change, and run nothing of it",
        ));
    }
}
