//! `source-before-install`: the whole source is copied before the dependencies are installed.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile, Instruction, ShellCommand};

use super::stages::copies_everything;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "source-before-install",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("source_before_install.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let instructions = file.instructions_of(stage);
        let Some(copy) = instructions.iter().position(copies_everything) else {
            continue;
        };
        let installed_before = instructions[..copy]
            .iter()
            .any(|before| install(before).is_some());
        let install = instructions[copy + 1..].iter().find_map(install);
        if let Some(install) = install.filter(|_| !installed_before) {
            let command = install
                .range()
                .slice(report.text)
                .lines()
                .next()
                .unwrap_or("")
                .trim_end_matches(['\\', ' ']);
            let evidence = format!(
                "{} installs the dependencies",
                report.place(install.range().start)
            );
            let finding = report.find(
                instructions[copy].range,
                format!("the source is copied before `{command}`: every change of it installs all dependencies again"),
            );
            finding.evidence.push(evidence);
            finding.fix = Some(advice(
                "copy the manifest and the lock file, install, and only then copy the rest",
            ));
        }
    }
}

/// The command that installs dependencies, if the instruction runs one.
fn install(instruction: &Instruction) -> Option<&ShellCommand> {
    if !matches!(instruction.body, Body::Run(_)) {
        return None;
    }
    instruction
        .commands()
        .iter()
        .find(|command| installs_dependencies(command))
}

fn installs_dependencies(command: &ShellCommand) -> bool {
    let first = command
        .arguments()
        .iter()
        .map(|word| word.text.as_str())
        .find(|word| !word.starts_with('-'));
    let packages = command
        .arguments()
        .iter()
        .filter(|word| !word.text.starts_with('-'))
        .count()
        > 1;
    match (command.program(), first) {
        ("npm", Some("ci")) => true,
        ("npm", Some("install" | "i")) => !packages,
        ("pnpm" | "bun", Some("install" | "i")) => !packages,
        ("yarn", None | Some("install")) => true,
        ("pip" | "pip3", Some("install")) => command.has("-r") || command.has("--requirement"),
        ("poetry" | "bundle" | "composer", Some("install")) => true,
        ("uv" | "pipenv", Some("sync")) => true,
        ("go", Some("mod")) => command.has("download"),
        ("cargo", Some("fetch")) => true,
        ("dotnet", Some("restore")) => true,
        ("mvn" | "mvnw", _) => command.has("dependency:go-offline"),
        ("mix", Some("deps.get")) => true,
        _ => false,
    }
}
