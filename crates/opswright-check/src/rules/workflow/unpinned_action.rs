//! `unpinned-action`: an action by a tag or a branch.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::Workflow;

use crate::catalogue::pin;
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-action",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    docs: include_str!("unpinned_action.md"),
    run: &[Run::Workflow(run)],
};

fn run(workflow: &Workflow<'_>, report: &mut Report<'_>) {
    for step in workflow.jobs.iter().flat_map(|job| &job.steps) {
        let (Some(node), Some(action)) = (step.uses(), step.action()) else {
            continue;
        };
        if action.is_commit() || action.reference.contains("${{") {
            continue;
        }
        let text = node.as_str().unwrap_or_default();
        let known = pin(action.action)
            .filter(|pin| pin.verified && same_major(pin.version, action.reference));
        let fix = match known {
            Some(pin) => {
                let edit = replace(
                    node.range(),
                    format!("{}@{} # {}", action.action, pin.commit, pin.version),
                );
                report.fix(
                    format!("pin {} by its commit", pin.version),
                    Safety::Safe,
                    vec![edit],
                )
            }
            None => advice("name the full commit of the version, with the version as a comment"),
        };
        report
            .find(node.range(), format!("`{text}` may become other code"))
            .fix = Some(fix);
    }
}

/// Whether a version is of the line that a reference names (`v7` and `v7.0.1`).
fn same_major(version: &str, reference: &str) -> bool {
    version == reference || version.split('.').next() == Some(reference)
}
