//! `shell-form-command`: a start command that a shell runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "shell-form-command",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("shell_form_command.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(stage) = file.final_stage() else {
        return;
    };
    for instruction in file.instructions_of(stage) {
        if let Body::Cmd(command) | Body::Entrypoint(command) = &instruction.body
            && !command.is_exec()
        {
            let message = "a shell runs this command, and keeps SIGTERM from it";
            report.find(command.range(), message).fix =
                Some(advice("write it as a list: [\"program\", \"argument\"]"));
        }
    }
}
