//! `cancelled-deploy`: a deploy that the next run cancels.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::{Job, Workflow};
use opswright_yaml::Node;

use super::shape::is_deploy;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "cancelled-deploy",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("cancelled_deploy.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let deploys: Vec<&Job<'_>> = file
        .jobs
        .iter()
        .filter(|job| is_deploy(job, report.text))
        .collect();
    if let Some(first) = deploys.first() {
        look(file, first, file.root.get("concurrency"), report);
    }
    for job in deploys {
        look(file, job, job.get("concurrency"), report);
    }
}

fn look(
    file: &Workflow<'_>,
    job: &Job<'_>,
    concurrency: Option<Node<'_>>,
    report: &mut Report<'_>,
) {
    let Some(cancel) = concurrency.and_then(|concurrency| concurrency.get("cancel-in-progress"))
    else {
        return;
    };
    if cancel.as_bool() != Some(true) {
        return;
    }
    // A group of the run's own is nobody else's.
    let group = concurrency.and_then(|concurrency| concurrency.get("group"));
    if group
        .and_then(|group| group.as_str())
        .is_some_and(|group| group.contains("github.run_id"))
    {
        return;
    }
    let changes = file.trigger("pull_request").is_some();
    let value = if changes {
        "${{ github.event_name == 'pull_request' }}"
    } else {
        "false"
    };
    let fix = report.fix(
        format!("write `cancel-in-progress: {value}`"),
        Safety::Safe,
        vec![replace(cancel.range(), value)],
    );
    let finding = report.find(
        cancel.range(),
        format!(
            "the next push stops `{}` in the middle of a rollout",
            job.id
        ),
    );
    finding
        .evidence
        .push(format!("line {}: `{}` deploys", job.key.line(), job.id));
    finding.fix = Some(fix);
}
