//! `unsecure-commands-allowed`: a workflow that switches the old commands for variables and paths on again.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unsecure-commands-allowed",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unsecure_commands_allowed.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    look(file.root.get("env"), report);
    for job in &file.jobs {
        look(job.get("env"), report);
        for step in &job.steps {
            look(step.node.get("env"), report);
        }
    }
}

fn look(env: Option<Node<'_>>, report: &mut Report<'_>) {
    let Some(entry) = env.and_then(|env| env.entry("ACTIONS_ALLOW_UNSECURE_COMMANDS")) else {
        return;
    };
    if entry.value.as_bool() == Some(true) || entry.value.as_str() == Some("true") {
        report
            .find(
                entry.range(),
                "every line that a program prints can set variables and the path of later steps",
            )
            .fix = Some(advice(
            "write to GITHUB_ENV and GITHUB_PATH, and take this out",
        ));
    }
}
