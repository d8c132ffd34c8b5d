//! `unknown-need`: a job that needs one which is not there.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::edit;

use crate::closeness::is_close;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-need",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_need.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        for need in job.needs() {
            let Some(id) = need.as_str().filter(|id| file.job(id).is_none()) else {
                continue;
            };
            let close: Vec<&str> = file
                .jobs
                .iter()
                .map(|job| job.id)
                .filter(|other| is_close(other, id))
                .collect();
            let fix = match close.as_slice() {
                [only] => Some(report.fix(
                    format!("need `{only}`"),
                    Safety::Safe,
                    vec![edit::set_scalar(need, only)],
                )),
                _ => None,
            };
            report
                .find(
                    need.range(),
                    format!("`{}` needs `{id}`, which is no job here", job.id),
                )
                .fix = fix;
        }
    }
}
