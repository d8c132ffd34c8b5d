//! `missing-timeout`: a job without a time limit.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-timeout",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("missing_timeout.md"),
    run: &[Run::Workflow(run)],
};

fn run(workflow: &Workflow<'_>, report: &mut Report<'_>) {
    for job in workflow
        .jobs
        .iter()
        .filter(|job| job.uses().is_none() && job.get("timeout-minutes").is_none())
    {
        let found = report.find(
            job.key.range(),
            format!("job `{}` may run for six hours: it has no timeout", job.id),
        );
        found.fix = Some(advice("timeout-minutes: twice what it takes"));
    }
}
