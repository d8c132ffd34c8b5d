//! `source-before-dependencies`: the whole source is copied before dependencies are installed.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile, ShellCommand, Word};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "source-before-dependencies",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    docs: include_str!("source_before_dependencies.md"),
    run: &[Run::Dockerfile(run)],
};

/// Commands that install what a lock file names.
const INSTALLS: &[(&str, &[&str])] = &[
    ("npm", &["ci", "install"]),
    ("pnpm", &["install", "fetch"]),
    ("yarn", &["install"]),
    ("bun", &["install"]),
    ("pip", &["install"]),
    ("pip3", &["install"]),
    ("uv", &["sync"]),
    ("poetry", &["install"]),
    ("bundle", &["install"]),
    ("composer", &["install"]),
];

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let mut copied = None;
        for instruction in file.instructions_of(stage) {
            match &instruction.body {
                Body::Copy { sources, .. }
                    if instruction.flag("from").is_none() && copies_all(sources) =>
                {
                    copied = copied.or(Some(instruction.range.start));
                }
                Body::Run(_) => {
                    let Some(at) = copied else { continue };
                    if instruction.commands().iter().any(installs) {
                        let message = "dependencies are installed again at every change: all of the source is copied before";
                        let place = report.place(at);
                        let found = report.find(instruction.range, message);
                        found.evidence.push(format!("{place} copies everything"));
                        found.fix = Some(advice(
                            "copy the manifest and the lock file first, install, then copy the rest",
                        ));
                    }
                }
                _ => {}
            }
        }
    }
}

fn copies_all(sources: &[Word]) -> bool {
    sources
        .iter()
        .any(|source| matches!(source.text.as_str(), "." | "./"))
}

fn installs(command: &ShellCommand) -> bool {
    let first = command.arguments().first().map(|word| word.text.as_str());
    INSTALLS.iter().any(|(program, verbs)| {
        command.program() == *program && first.is_some_and(|verb| verbs.contains(&verb))
    })
}
