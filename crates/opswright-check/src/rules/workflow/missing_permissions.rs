//! `missing-permissions`: a job with the default rights of the token.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-permissions",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("missing_permissions.md"),
    run: &[Run::Workflow(run)],
};

fn run(workflow: &Workflow<'_>, report: &mut Report<'_>) {
    if workflow.root.get("permissions").is_some() {
        return;
    }
    for job in workflow
        .jobs
        .iter()
        .filter(|job| job.get("permissions").is_none())
    {
        let found = report.find(
            job.key.range(),
            format!("job `{}` has the default rights of the token", job.id),
        );
        found.fix = Some(advice(
            "`permissions: {}` at the top, and what each job needs in it",
        ));
    }
}
