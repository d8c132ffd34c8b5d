//! `cancelled-deploy`: a newer push ends a deployment that is under way.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "cancelled-deploy",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("cancelled_deploy.md"),
    run: &[Run::Workflow(run)],
};

fn run(workflow: &Workflow<'_>, report: &mut Report<'_>) {
    let cancels = workflow
        .root
        .at(&["concurrency", "cancel-in-progress"])
        .filter(|node| node.as_bool() == Some(true));
    let deploys = workflow.jobs.iter().find(|job| job.environment().is_some());
    if let (Some(node), Some(job)) = (cancels, deploys) {
        let found = report.find(
            node.range(),
            format!("a newer run ends job `{}` in the middle", job.id),
        );
        found.fix = Some(advice(
            "cancel-in-progress: false, or a workflow of its own for the deployment",
        ));
    }
}
