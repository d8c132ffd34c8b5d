//! `cd-for-workdir`: `cd` where WORKDIR is meant.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "cd-for-workdir",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("cd_for_workdir.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) {
            continue;
        }
        let commands = instruction.commands();
        if let Some(first) = commands.first().filter(|first| first.program() == "cd") {
            let folder = first
                .arguments()
                .first()
                .map_or("", |word| word.text.as_str());
            let message = format!("`cd {folder}` ends with this RUN; WORKDIR does not");
            report.find(first.range(), message);
        }
    }
}
