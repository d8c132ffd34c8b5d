//! `persisted-credentials`: a checkout that leaves the token on the disk.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "persisted-credentials",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("persisted_credentials.md"),
    run: &[Run::Workflow(run)],
};

fn run(workflow: &Workflow<'_>, report: &mut Report<'_>) {
    for step in workflow
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter(|step| step.is_action("actions/checkout"))
    {
        let kept = step
            .input("persist-credentials")
            .is_none_or(|node| node.as_bool() != Some(false));
        if let Some(uses) = step.uses().filter(|_| kept) {
            let found = report.find(
                uses.range(),
                "this checkout leaves the token in .git/config",
            );
            found.fix = Some(advice("with: persist-credentials: false"));
        }
    }
}
