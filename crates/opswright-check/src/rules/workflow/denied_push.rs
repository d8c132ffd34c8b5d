//! `denied-push`: a job that pushes an image with a token that may not.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::{Step, Workflow};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "denied-push",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("denied_push.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        let Some(permissions) = job
            .get("permissions")
            .or_else(|| file.root.get("permissions"))
        else {
            continue;
        };
        let allowed = permissions.str_at(&["packages"]) == Some("write")
            || permissions.as_str() == Some("write-all");
        let login = job.steps.iter().find(|step| logs_in_by_token(step));
        let pushes = job
            .steps
            .iter()
            .any(|step| step.input("push").and_then(|push| push.as_bool()) == Some(true));
        if let Some(login) = login.filter(|_| pushes && !allowed) {
            let line = login.uses().map_or(0, |uses| uses.line());
            let finding = report.find(
                job.key.range(),
                format!(
                    "`{}` pushes to ghcr.io, and its token may not write packages",
                    job.id
                ),
            );
            finding
                .evidence
                .push(format!("line {line} logs in with the workflow's token"));
            finding.fix = Some(advice(
                "add `permissions: {contents: read, packages: write}` to this job",
            ));
        }
    }
}

fn logs_in_by_token(step: &Step<'_>) -> bool {
    let input = |name| {
        step.input(name)
            .and_then(|node| node.as_str())
            .unwrap_or("")
    };
    let token = ["secrets.GITHUB_TOKEN", "github.token"]
        .iter()
        .any(|name| input("password").contains(name));
    step.is_action("docker/login-action") && input("registry") == "ghcr.io" && token
}
