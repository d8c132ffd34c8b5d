//! `unscanned-image`: an image that is pushed without a look inside.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ShellCommand;
use opswright_project::workflow::{Step, Workflow};

use super::shape::{commands, pushed_image};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unscanned-image",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unscanned_image.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let Some(pushed) = pushed_image(file) else {
        return;
    };
    let scanned = file.jobs.iter().any(|job| {
        let called = job
            .uses()
            .is_some_and(|uses| uses.as_str().is_some_and(|uses| uses.contains("scan")));
        called || job.steps.iter().any(scans_image) || commands(job, report.text).iter().any(scans)
    });
    if !scanned {
        report
            .find(
                pushed.range(),
                "the image is pushed, and nothing looks into it for known holes",
            )
            .fix = Some(advice(
            "scan the image by its digest before it is deployed, and let the deploy need the scan",
        ));
    }
}

fn scans_image(step: &Step<'_>) -> bool {
    let Some(action) = step.action() else {
        return false;
    };
    let image = ["image-ref", "image", "image_name", "input"]
        .iter()
        .any(|name| step.input(name).is_some());
    match action.repository() {
        "aquasecurity/trivy-action" => {
            image
                || step
                    .input("scan-type")
                    .is_some_and(|kind| kind.as_str() == Some("image"))
        }
        "anchore/scan-action" | "docker/scout-action" | "snyk/actions" => true,
        _ => false,
    }
}

fn scans(command: &ShellCommand) -> bool {
    match command.program() {
        "trivy" => command.has("image"),
        "grype" => true,
        "docker" => command.has("scout"),
        "osv-scanner" => command.has("image"),
        _ => false,
    }
}
