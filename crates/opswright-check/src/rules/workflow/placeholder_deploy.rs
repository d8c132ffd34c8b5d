//! `placeholder-deploy`: a deploy job that deploys nothing.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ShellCommand;
use opswright_project::workflow::{Step, Workflow};

use super::shape::{commands, is_deploy};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "placeholder-deploy",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("placeholder_deploy.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in file.jobs.iter().filter(|job| is_deploy(job, report.text)) {
        let prepares_only = job.steps.iter().filter_map(Step::action).all(|action| {
            action.action == "actions/checkout"
                || action.action.contains("/setup-")
                || action.action.ends_with("login-action")
        });
        let local = job
            .steps
            .iter()
            .filter_map(Step::uses)
            .any(|uses| uses.as_str().is_some_and(|uses| uses.starts_with('.')));
        let scripts = job.steps.iter().filter(|step| step.run().is_some()).count();
        let commands = commands(job, report.text);
        if scripts > 0 && prepares_only && !local && commands.iter().all(says_only) {
            let place = commands
                .first()
                .map_or(job.key.range(), ShellCommand::range);
            report
                .find(place, format!("`{}` only says that it deploys", job.id))
                .fix = Some(advice(
                "run the deploy: `opswright deploy --env ENVIRONMENT --image DIGEST`",
            ));
        }
    }
}

fn says_only(command: &ShellCommand) -> bool {
    matches!(
        command.program(),
        "echo" | "printf" | "true" | ":" | "sleep" | "date" | "exit"
    )
}
