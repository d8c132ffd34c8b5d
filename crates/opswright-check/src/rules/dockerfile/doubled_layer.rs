//! `doubled-layer`: files whose owner is changed in a layer of its own.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "doubled-layer",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("doubled_layer.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let mut copied: Vec<(&str, u32)> = Vec::new();
        for instruction in file.instructions_of(stage) {
            match &instruction.body {
                Body::Copy {
                    destination: Some(destination),
                    ..
                } if instruction.flag("chown").is_none() => {
                    copied.push((&destination.text, report.line(instruction.range.start)));
                }
                Body::Run(_) => {
                    for command in instruction.commands() {
                        if command.program() == "chown" && command.has("-R") {
                            look(command, &copied, report);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn look(
    command: &opswright_dockerfile::ShellCommand,
    copied: &[(&str, u32)],
    report: &mut Report<'_>,
) {
    for folder in command.arguments().iter().skip(1) {
        let folder = folder.text.trim_end_matches('/');
        let inside = copied.iter().find(|(target, _)| {
            folder.starts_with('/')
                && target
                    .strip_prefix(folder)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        if let Some((_, line)) = inside {
            let message = format!(
                "`{folder}` is stored twice: copied in line {line}, and again with its new owner"
            );
            report.find(command.range(), message).fix =
                Some(advice("write `COPY --chown=…` there"));
            return;
        }
    }
}
