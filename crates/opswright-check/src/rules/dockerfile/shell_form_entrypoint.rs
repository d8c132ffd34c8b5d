//! `shell-form-entrypoint`: ENTRYPOINT or CMD in shell form.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Command, Dockerfile, ImageReference, JoinedText, split_commands};

use super::stages::{chain, image_of};
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "shell-form-entrypoint",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("shell_form_entrypoint.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(stage) = file.final_stage() else {
        return;
    };
    // Who names the shell means the shell; the command may be in another language.
    if file
        .instructions
        .iter()
        .any(|instruction| matches!(instruction.body, Body::Shell(_)))
    {
        return;
    }
    let instructions = chain(file, stage)
        .into_iter()
        .flat_map(|stage| file.instructions_of(stage));
    for instruction in instructions {
        let (Body::Cmd(command) | Body::Entrypoint(command)) = &instruction.body else {
            continue;
        };
        let Command::Shell(text) = command else {
            continue;
        };
        if text.text.trim_start().starts_with("exec ") {
            continue;
        }
        let message = format!(
            "{} runs below a shell, which does not pass SIGTERM on",
            instruction.keyword.text.to_ascii_uppercase()
        );
        let fix = match exec_form(&text.text) {
            Some(list) => report.fix(
                format!("write `{list}`"),
                Safety::Safe,
                vec![replace(command.range(), list)],
            ),
            None => advice(
                "write the exec form `[\"program\", \"argument\"]`, or start the last command with `exec`",
            ),
        };
        let finding = report.find(command.range(), message);
        finding.fix = Some(fix);
        if image_of(file, stage).is_some_and(has_shell_that_steps_aside) {
            finding.confidence = Confidence::Medium;
        }
    }
}

/// Whether the `sh` of an image often puts the last command in its own place, as busybox and bash do and dash does not.
fn has_shell_that_steps_aside(image: &ImageReference) -> bool {
    const FAMILIES: &[&str] = &[
        "alpine",
        "busybox",
        "fedora",
        "centos",
        "rocky",
        "alma",
        "ubi",
        "amazonlinux",
        "archlinux",
    ];
    let tag = image.tag.as_deref().unwrap_or_default();
    FAMILIES
        .iter()
        .any(|family| image.repository.contains(family) || tag.contains(family))
}

/// The same command as a list; `None` where a shell does something to it.
fn exec_form(text: &str) -> Option<String> {
    if text.contains([
        '$', '|', '&', ';', '<', '>', '*', '?', '`', '(', '~', '\\', '[', '{',
    ]) {
        return None;
    }
    let commands = split_commands(&JoinedText::at(text, 0));
    let [command] = commands.as_slice() else {
        return None;
    };
    let assigns = text
        .split_whitespace()
        .next()
        .is_some_and(|first| first.contains('='));
    let program = command.words.first()?.text.as_str();
    if assigns || matches!(program, "cd" | "." | "source" | "export" | "set" | "eval") {
        return None;
    }
    let words: Vec<String> = command
        .words
        .iter()
        .map(|word| format!("\"{}\"", word.text.replace('"', "\\\"")))
        .collect();
    Some(format!("[{}]", words.join(", ")))
}
