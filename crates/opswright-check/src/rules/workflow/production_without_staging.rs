//! `production-without-staging`: a deploy to production that nothing came before.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use super::shape::{is_deploy, is_production, is_staging, starts_by_itself};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "production-without-staging",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("production_without_staging.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if !starts_by_itself(file) {
        return;
    }
    for job in &file.jobs {
        let Some(name) = job.environment().filter(|name| is_production(name)) else {
            continue;
        };
        let tried = file.before(job).iter().any(|before| {
            before.environment().is_some_and(is_staging)
                || is_staging(before.id) && is_deploy(before, report.text)
        });
        if !tried {
            report
                .find(
                    job.key.range(),
                    format!(
                        "`{}` is the first environment that this release ever runs in: {name}",
                        job.id
                    ),
                )
                .fix = Some(advice(
                "deploy the same image to a staging environment first, and let this job need that one",
            ));
        }
    }
}
