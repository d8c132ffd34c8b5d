//! `image-without-sbom`: an image that is pushed without a list of what is in it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};

use super::shape::{commands, pushed_image};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "image-without-sbom",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("image_without_sbom.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let Some(pushed) = pushed_image(file) else {
        return;
    };
    let listed = file.jobs.iter().any(|job| {
        job.steps.iter().any(lists)
            || commands(job, report.text).iter().any(|command| {
                matches!(command.program(), "syft" | "cyclonedx")
                    || command.words.iter().any(|word| word.text.contains("sbom"))
            })
    });
    if !listed {
        report
            .find(
                pushed.range(),
                "the image is pushed without a list of what is in it",
            )
            .fix = Some(advice("add `sbom: true`"));
    }
}

fn lists(step: &Step<'_>) -> bool {
    let asked = step
        .input("sbom")
        .is_some_and(|sbom| sbom.as_bool() != Some(false));
    asked
        || step
            .action()
            .is_some_and(|action| action.action.contains("sbom") || action.action.contains("syft"))
}
