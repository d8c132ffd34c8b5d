//! `deploy-without-rollback`: a deploy to production that does not go back when it fails.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ShellCommand;
use opswright_project::workflow::{Job, Step, Workflow};

use super::shape::{commands, is_deploy, is_production, starts_by_itself};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "deploy-without-rollback",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("deploy_without_rollback.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if !starts_by_itself(file) {
        return;
    }
    for job in file.jobs.iter().filter(|job| is_deploy(job, report.text)) {
        let production = job.environment().is_some_and(is_production);
        if job.uses().is_some() || job.steps.is_empty() || !production {
            continue;
        }
        let goes_back = file.jobs.iter().any(|other| rolls_back(other, report.text));
        if !goes_back {
            report
                .find(
                    job.key.range(),
                    format!("when `{}` fails half-way, nothing goes back", job.id),
                )
                .fix = Some(advice(
                "add a step with `if: failure()` that goes back to the last good release, or deploy with `--atomic`",
            ));
        }
    }
}

fn rolls_back(job: &Job<'_>, text: &str) -> bool {
    let says = |name: &str| {
        let name = name.to_lowercase();
        [
            "rollback",
            "roll back",
            "roll-back",
            "revert",
            "undo",
            "restore",
        ]
        .iter()
        .any(|word| name.contains(word))
    };
    let named = job.steps.iter().any(|step| {
        step.node.str_at(&["name"]).is_some_and(says)
            || Step::action(step).is_some_and(|action| says(action.action))
    });
    says(job.id) || named || commands(job, text).iter().any(goes_back)
}

fn goes_back(command: &ShellCommand) -> bool {
    match command.program() {
        "kubectl" => command.has("undo"),
        "helm" => {
            command.has("rollback")
                || command.has("--atomic")
                || command.has("--rollback-on-failure")
        }
        // These go back by themselves.
        "flyctl" | "fly" | "opswright" => command.has("deploy"),
        _ => command
            .words
            .iter()
            .any(|word| word.text.contains("rollback")),
    }
}
