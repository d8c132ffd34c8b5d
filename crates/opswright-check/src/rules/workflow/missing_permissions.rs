//! `missing-permissions`: a workflow that does not say what its token may do.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-permissions",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_permissions.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if file.root.get("permissions").is_some() {
        return;
    }
    let open: Vec<&str> = file
        .jobs
        .iter()
        .filter(|job| job.get("permissions").is_none())
        .map(|job| job.id)
        .collect();
    let Some(jobs) = file.root.entry("jobs").filter(|_| !open.is_empty()) else {
        return;
    };
    let edits = edit::insert_before(report.text, &jobs, "permissions:\n  contents: read")
        .into_iter()
        .collect();
    let fix = report.fix(
        "add `permissions: {contents: read}`, and to each job what it needs beyond",
        Safety::Unsafe,
        edits,
    );
    let finding = report.find(
        jobs.key.range(),
        "the token has whatever rights the repository's settings give it",
    );
    finding
        .evidence
        .push(format!("no permissions for `{}`", open.join("`, `")));
    finding.fix = Some(fix);
}
