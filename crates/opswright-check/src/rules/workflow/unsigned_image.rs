//! `unsigned-image`: an image that is pushed and not signed.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};

use super::shape::{commands, pushed_image};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unsigned-image",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unsigned_image.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let Some(pushed) = pushed_image(file) else {
        return;
    };
    let signed = file.jobs.iter().any(|job| {
        job.steps.iter().filter_map(Step::action).any(|action| {
            action.action.starts_with("actions/attest") || action.action.starts_with("sigstore/")
        }) || commands(job, report.text).iter().any(|command| {
            command.program() == "cosign" && (command.has("sign") || command.has("attest"))
        }) || job
            .uses()
            .and_then(|uses| uses.as_str())
            .is_some_and(|uses| uses.contains("slsa"))
    });
    if !signed {
        report
            .find(pushed.range(), "the image is pushed unsigned: nobody can tell it from one that was put in its place")
            .fix = Some(advice("sign it by its digest, or attest where it was built"));
    }
}
