//! `missing-concurrency`: runs of a workflow that may overlap.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::edit;

use super::shape::is_deploy;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-concurrency",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_concurrency.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let limited = file.root.get("concurrency").is_some()
        || file.jobs.iter().any(|job| job.get("concurrency").is_some());
    let Some(jobs) = file.root.entry("jobs").filter(|_| !limited) else {
        return;
    };
    let deploy = file.jobs.iter().find(|job| is_deploy(job, report.text));
    let called = file
        .triggers()
        .iter()
        .all(|(name, _)| *name == "workflow_call");
    let changes = file.trigger("pull_request").is_some();
    if called || (deploy.is_none() && !changes) {
        return;
    }
    let (message, lines) = match deploy {
        Some(job) => (
            format!("two runs of `{}` can deploy at the same time", job.id),
            "concurrency:\n  group: deploy\n  cancel-in-progress: false",
        ),
        None => (
            "each push to a pull request is tested to its end, whatever was pushed since"
                .to_owned(),
            "concurrency:\n  group: ${{ github.workflow }}-${{ github.ref }}\n  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
        ),
    };
    let edits = edit::insert_before(report.text, &jobs, lines)
        .into_iter()
        .collect();
    let fix = report.fix("add a `concurrency` group", Safety::Unsafe, edits);
    let severity = if deploy.is_some() {
        Severity::Warning
    } else {
        Severity::Info
    };
    let finding = report.find(jobs.key.range(), message);
    finding.severity = severity;
    finding.fix = Some(fix);
}
