//! `check-that-cannot-fail`: a test or scan whose result counts for nothing.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Job, Step, Workflow};
use opswright_source::Range;

use super::shape::{is_test, tests};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::script::script_commands;

pub(crate) static RULE: Rule = Rule {
    name: "check-that-cannot-fail",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("check_that_cannot_fail.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in file
        .jobs
        .iter()
        .filter(|job| is_test(job, report.text) || scans(job))
    {
        let of_job = job.get("continue-on-error");
        let of_steps = job
            .steps
            .iter()
            .filter(|step| checks(step, report.text))
            .filter_map(|step| step.node.get("continue-on-error"));
        for node in of_job
            .into_iter()
            .chain(of_steps)
            .filter(|node| node.as_bool() == Some(true))
        {
            find(node.range(), job, report);
        }
        for run in job.steps.iter().filter_map(Step::run) {
            let range = run.range();
            let source = range.slice(report.text);
            let tail = source.trim_end_matches(['"', '\'', ' ', '\n']);
            if tail.ends_with("|| true") || tail.ends_with("|| :") {
                let end = range.start + tail.len();
                find(Range::new(end - "|| :".len(), end), job, report);
            }
        }
    }
}

/// Whether the step itself tests or scans, and is not one that only reports what others found.
fn checks(step: &Step<'_>, text: &str) -> bool {
    step.run().is_some_and(|run| {
        script_commands(run, text)
            .iter()
            .any(|command| tests(command) || is_scanner(command.program()))
    })
}

fn is_scanner(program: &str) -> bool {
    matches!(
        program,
        "trivy"
            | "grype"
            | "semgrep"
            | "gitleaks"
            | "zizmor"
            | "hadolint"
            | "eslint"
            | "ruff"
            | "bandit"
            | "osv-scanner"
    )
}

fn find(range: Range, job: &Job<'_>, report: &mut Report<'_>) {
    report
        .find(range, format!("whatever it finds, `{}` is green", job.id))
        .fix = Some(advice(
        "let it fail; accept single findings by name where the tool can",
    ));
}

fn scans(job: &Job<'_>) -> bool {
    ["scan", "security", "audit", "sast"]
        .iter()
        .any(|word| job.id.contains(word))
}
