//! `unverified-deploy`: a deploy after which nobody asks whether it works.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ShellCommand;
use opswright_project::workflow::{Job, Step, Workflow};

use super::shape::{commands, is_deploy, starts_by_itself};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unverified-deploy",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unverified_deploy.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if !starts_by_itself(file) {
        return;
    }
    for job in file.jobs.iter().filter(|job| is_deploy(job, report.text)) {
        // What a called workflow does is not seen from here.
        if job.uses().is_some() || job.steps.is_empty() {
            continue;
        }
        let behind = file
            .jobs
            .iter()
            .filter(|other| file.before(other).iter().any(|needed| needed.id == job.id));
        let verified = std::iter::once(job)
            .chain(behind)
            .any(|other| verifies(other, report.text));
        if !verified {
            report
                .find(
                    job.key.range(),
                    format!("nothing asks whether what `{}` put there works", job.id),
                )
                .fix = Some(advice(
                "add a step behind it that waits for the rollout and asks the health address",
            ));
        }
    }
}

fn verifies(job: &Job<'_>, text: &str) -> bool {
    let named = job.steps.iter().any(|step| {
        let name = step.node.str_at(&["name"]).unwrap_or("").to_lowercase();
        [
            "smoke", "verify", "verif", "health", "check", "e2e", "probe",
        ]
        .iter()
        .any(|word| name.contains(word))
    });
    let id = job.id.to_lowercase();
    let by_id = ["smoke", "verify", "health", "e2e"]
        .iter()
        .any(|word| id.contains(word));
    let by_action = job.steps.iter().filter_map(Step::action).any(|action| {
        ["health", "smoke", "lighthouse", "wait-for", "http-request"]
            .iter()
            .any(|word| action.action.to_lowercase().contains(word))
    });
    named || by_id || by_action || commands(job, text).iter().any(asks)
}

/// Whether a command asks what was deployed how it is.
fn asks(command: &ShellCommand) -> bool {
    match command.program() {
        "curl" | "wget" | "http" | "k6" | "newman" | "playwright" | "cypress" => true,
        "kubectl" => command.has("status") || command.has("wait"),
        "helm" => {
            command.has("test")
                || command.has("--wait")
                || command.has("--atomic")
                || command.has("--rollback-on-failure")
        }
        "aws" => command.has("wait"),
        // These wait for their own checks.
        "flyctl" | "fly" | "opswright" => command.has("deploy"),
        _ => false,
    }
}
