//! What workflows share: jobs, steps, and the account that they run as.

use crate::catalogue::{TRIVY, action};
use crate::stacks::{Step, StepAction};
use crate::text::{Page, scalar};

/// Image of the machines that jobs run on; by version, since `latest` moves.
const RUNNER: &str = "ubuntu-24.04";

/// The head of a job.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Job<'a> {
    /// Its key.
    pub(crate) id: &'a str,
    /// Its name for people.
    pub(crate) name: &'a str,
    /// Condition without which it is skipped.
    pub(crate) condition: Option<&'a str>,
    /// Jobs that must have succeeded.
    pub(crate) needs: &'a [String],
    /// Most minutes that it may take.
    pub(crate) minutes: u32,
    /// What its token may do, each with the reason.
    pub(crate) permissions: &'a [(&'a str, &'a str)],
}

/// Writes the head of a job.
pub(crate) fn write_job(page: &mut Page, job: &Job<'_>) {
    page.at(1, &format!("{}:", job.id));
    page.at(2, &format!("name: {}", scalar(job.name)));
    if let Some(condition) = job.condition {
        page.at(2, &format!("if: {condition}"));
    }
    if !job.needs.is_empty() {
        page.at(2, &format!("needs: [{}]", job.needs.join(", ")));
    }
    page.at(2, &format!("runs-on: {RUNNER}"));
    page.at(2, &format!("timeout-minutes: {}", job.minutes));
    if job.permissions.is_empty() {
        page.at(2, "permissions: {}");
        return;
    }
    page.at(2, "permissions:");
    for (permission, why) in job.permissions {
        page.at(3, &format!("{permission} # {why}"));
    }
}

/// Writes one step.
pub(crate) fn write_step(page: &mut Page, step: &Step) {
    if let Some(why) = &step.why {
        page.why_at(3, why);
    }
    page.at(3, &format!("- name: {}", scalar(&step.name)));
    match &step.action {
        StepAction::Run(lines) => write_run(page, lines),
        StepAction::Uses(name, inputs) => {
            page.at(4, &format!("uses: {}", action(name)));
            if !inputs.is_empty() {
                page.at(4, "with:");
            }
            for (input, value) in inputs {
                page.at(5, &format!("{input}: {}", input_value(value)));
            }
        }
    }
}

/// Writes what a shell runs; one line stands beside the key.
fn write_run(page: &mut Page, lines: &[String]) {
    match lines {
        [line] => {
            page.at(4, &format!("run: {}", scalar(line)));
        }
        lines => {
            page.at(4, "run: |");
            for line in lines {
                page.at(5, line);
            }
        }
    }
}

/// A value of an input: numbers, booleans and expressions stand as they are.
fn input_value(value: &str) -> String {
    let bare = matches!(value, "true" | "false") || value.starts_with("${{");
    if bare {
        value.to_owned()
    } else {
        scalar(value)
    }
}

/// Fetches the sources.
pub(crate) fn checkout() -> Step {
    Step::uses(
        "Check out",
        "actions/checkout",
        &[("persist-credentials", "false")],
    )
    .because("No later step needs the token; kept, any of them could read it from .git/config.")
}

/// Looks for known vulnerabilities, secrets and unsafe settings in what `target` names.
pub(crate) fn scan(name: &str, target: &[(&'static str, &str)]) -> Step {
    let mut inputs = target.to_vec();
    inputs.extend([
        ("version", TRIVY),
        ("severity", "HIGH,CRITICAL"),
        ("ignore-unfixed", "true"),
        ("exit-code", "1"),
    ]);
    Step::uses(name, "aquasecurity/trivy-action", &inputs).because(
        "Fails on what has a fix and matters. The scanner is pinned twice, action and program: a release of each was taken over in March 2026.",
    )
}
