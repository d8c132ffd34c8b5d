//! `persisted-credentials`: a checkout that leaves its token in the working folder.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::workflow::{Job, Step, Workflow};
use opswright_yaml::edit;

use super::shape::commands;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "persisted-credentials",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Mixed,
    profile: Profile::Default,
    docs: include_str!("persisted_credentials.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for job in &file.jobs {
        let uses_token = needs_token(job, report.text);
        for step in job
            .steps
            .iter()
            .filter(|step| step.is_action("actions/checkout"))
        {
            let said = step.input("persist-credentials");
            if said.is_some_and(|said| said.as_bool() != Some(true)) {
                continue;
            }
            let Some(uses) = step.node.entry("uses") else {
                continue;
            };
            let edit = match (said, step.node.get("with")) {
                (Some(said), _) => Some(edit::set_scalar(said, "false")),
                (None, Some(with)) => edit::append(report.text, with, "persist-credentials: false"),
                (None, None) => {
                    edit::insert_after(report.text, &uses, "with:\n  persist-credentials: false")
                }
            };
            // YAML quotes the word `false`, the input is one.
            let edits = edit
                .into_iter()
                .map(|edit| replace(edit.range, edit.text.replace("\"false\"", "false")))
                .collect();
            let safety = if uses_token {
                Safety::Unsafe
            } else {
                Safety::Safe
            };
            let fix = report.fix("add `persist-credentials: false`", safety, edits);
            report
                .find(
                    uses.value.range(),
                    "the token stays in a file, where every later step can read it",
                )
                .fix = Some(fix);
        }
    }
}

/// Whether a later step may use git with the token.
fn needs_token(job: &Job<'_>, text: &str) -> bool {
    let git = commands(job, text).iter().any(|command| {
        command.program() == "git"
            || command.program() == "semantic-release"
            || command.has("release")
    });
    let action = job.steps.iter().filter_map(Step::action).any(|action| {
        [
            "push",
            "commit",
            "release",
            "pages",
            "pull-request",
            "submodule",
        ]
        .iter()
        .any(|word| action.action.contains(word) && !action.action.contains("build-push"))
    });
    git || action
}
