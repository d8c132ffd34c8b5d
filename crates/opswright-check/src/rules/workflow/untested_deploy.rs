//! `untested-deploy`: a deploy that waits for no test.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use super::shape::{is_deploy, is_test, starts_by_itself};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "untested-deploy",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("untested_deploy.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if !starts_by_itself(file) {
        return;
    }
    for job in file.jobs.iter().filter(|job| is_deploy(job, report.text)) {
        let own = job.steps.iter().any(|step| step.run().is_some()) && is_test(job, report.text);
        let tested = own
            || file
                .before(job)
                .iter()
                .any(|before| is_test(before, report.text));
        if !tested {
            let tests = file.jobs.iter().find(|other| is_test(other, report.text));
            let text = match tests {
                Some(tests) => format!("`{}` does not wait for `{}`", job.id, tests.id),
                None => format!("nothing is tested before `{}`", job.id),
            };
            let fix = match tests {
                Some(tests) => advice(format!("add `{}` to its `needs`", tests.id)),
                None => advice("add a job that tests, and let this one need it"),
            };
            report.find(job.key.range(), text).fix = Some(fix);
        }
    }
}
