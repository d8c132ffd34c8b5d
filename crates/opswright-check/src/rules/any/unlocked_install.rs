//! `unlocked-install`: dependencies are installed without obeying the lock file.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile, ShellCommand};
use opswright_project::workflow::{Step, Workflow};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::script::script_commands;

pub(crate) static RULE: Rule = Rule {
    name: "unlocked-install",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unlocked_install.md"),
    run: &[
        Run::Dockerfile(dockerfile),
        Run::Workflow(workflow),
        Run::Action(workflow),
    ],
};

fn dockerfile(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in file
        .instructions
        .iter()
        .filter(|instruction| matches!(instruction.body, Body::Run(_)))
    {
        for command in instruction.commands() {
            look(command, Place::Build, report);
        }
    }
}

fn workflow(file: &Workflow<'_>, report: &mut Report<'_>) {
    for run in file
        .jobs
        .iter()
        .flat_map(|job| &job.steps)
        .filter_map(Step::run)
    {
        for command in script_commands(run, report.text) {
            look(&command, Place::Workflow, report);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Build,
    Workflow,
}

fn look(command: &ShellCommand, place: Place, report: &mut Report<'_>) {
    let words: Vec<&str> = command
        .arguments()
        .iter()
        .map(|word| word.text.as_str())
        .collect();
    let verb = words.iter().copied().find(|word| !word.starts_with('-'));
    let names_packages = words.iter().filter(|word| !word.starts_with('-')).count() > 1;
    let global = words.contains(&"-g") || words.contains(&"--global");
    if names_packages || global {
        return;
    }
    let locked = |flags: &[&str]| {
        words
            .iter()
            .any(|word| flags.iter().any(|flag| word.starts_with(flag)))
    };
    let edit = match (command.program(), verb) {
        ("npm", Some("install" | "i")) => command
            .arguments()
            .iter()
            .find(|word| matches!(word.text.as_str(), "install" | "i"))
            .map(|word| (replace(word.range, "ci"), "run `npm ci`")),
        // These two obey the lock file by themselves where the variable CI is set.
        ("pnpm", Some("install" | "i"))
            if place == Place::Build && !locked(&["--frozen-lockfile", "--offline"]) =>
        {
            Some((
                replace(Range::at(command.range().end), " --frozen-lockfile"),
                "add `--frozen-lockfile`",
            ))
        }
        ("yarn", None | Some("install"))
            if place == Place::Build
                && !locked(&["--frozen-lockfile", "--immutable", "-v", "--version"]) =>
        {
            Some((
                replace(Range::at(command.range().end), " --frozen-lockfile"),
                "add `--frozen-lockfile`",
            ))
        }
        ("bun", Some("install" | "i")) if !locked(&["--frozen-lockfile"]) => Some((
            replace(Range::at(command.range().end), " --frozen-lockfile"),
            "add `--frozen-lockfile`",
        )),
        _ => None,
    };
    if let Some((edit, title)) = edit {
        let fix = report.fix(title, Safety::Unsafe, vec![edit]);
        report
            .find(
                command.range(),
                format!(
                    "`{}` may install other versions than the lock file says",
                    command.program()
                ),
            )
            .fix = Some(fix);
    }
}
