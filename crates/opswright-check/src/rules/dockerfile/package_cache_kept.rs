//! `package-cache-kept`: package lists or an index that stay in a layer of the final image.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Command, Dockerfile, Instruction, ShellCommand};
use opswright_source::{Edit, Range};

use super::stages::chain;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "package-cache-kept",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("package_cache_kept.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let Some(last) = file.final_stage() else {
        return;
    };
    for instruction in chain(file, last)
        .into_iter()
        .flat_map(|stage| file.instructions_of(stage))
    {
        let Body::Run(Command::Shell(_)) = &instruction.body else {
            continue;
        };
        if mounts_cache(instruction) {
            continue;
        }
        let commands = instruction.commands();
        if let Some(command) = commands
            .iter()
            .find(|command| keeps_lists(command, commands))
        {
            let edits = end_of_script(instruction, report.text)
                .into_iter()
                .collect();
            let fix = report.fix("remove the lists in the same RUN", Safety::Safe, edits);
            report
                .find(command.range(), "the package lists stay in the layer")
                .fix = Some(fix);
        }
        for command in commands
            .iter()
            .filter(|command| keeps_index(command, commands))
        {
            let Some(verb) = command.arguments().iter().find(|word| word.text == "add") else {
                continue;
            };
            let fix = report.fix(
                "add `--no-cache`",
                Safety::Safe,
                vec![replace(Range::at(verb.range.end), " --no-cache")],
            );
            report
                .find(command.range(), "the package index stays in the layer")
                .fix = Some(fix);
        }
    }
}

fn mounts_cache(instruction: &Instruction) -> bool {
    instruction
        .flags
        .iter()
        .any(|flag| flag.name == "mount" && flag.value.text.contains("/var/"))
}

/// Whether apt installs here and nothing in the same RUN removes its lists.
fn keeps_lists(command: &ShellCommand, all: &[ShellCommand]) -> bool {
    matches!(command.program(), "apt-get" | "apt")
        && command.has("install")
        && !all.iter().any(|other| {
            other.program() == "rm"
                && other
                    .words
                    .iter()
                    .any(|word| word.text.contains("/var/lib/apt/lists"))
        })
}

/// Whether apk adds here and keeps its index.
fn keeps_index(command: &ShellCommand, all: &[ShellCommand]) -> bool {
    command.program() == "apk"
        && command.has("add")
        && !command.has("--no-cache")
        && !all.iter().any(|other| {
            other.program() == "rm"
                && other
                    .words
                    .iter()
                    .any(|word| word.text.contains("/var/cache/apk"))
        })
}

/// Adds the removal behind the last command; not where the script ends in something that takes no more.
fn end_of_script(instruction: &Instruction, text: &str) -> Option<Edit> {
    let ends_plainly = !instruction
        .range
        .slice(text)
        .trim_end()
        .ends_with([';', '&', '|', '\\']);
    (instruction.heredocs.is_empty() && ends_plainly).then(|| {
        replace(
            Range::at(instruction.range.end),
            " \\\n    && rm -rf /var/lib/apt/lists/*",
        )
    })
}
