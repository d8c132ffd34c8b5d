//! `corepack-missing`: corepack in an image of node 25 or newer.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Dockerfile, ImageReference, Instruction};

use super::stages::{chain, image_of};
use crate::catalogue::leading_version;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "corepack-missing",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("corepack_missing.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let Some(major) = image_of(file, stage)
            .and_then(node_major)
            .filter(|major| *major >= FIRST_WITHOUT)
        else {
            continue;
        };
        let installed = chain(file, stage)
            .into_iter()
            .flat_map(|stage| file.instructions_of(stage))
            .flat_map(Instruction::commands)
            .any(|command| {
                command.program() == "npm"
                    && command
                        .arguments()
                        .iter()
                        .any(|word| word.text.starts_with("corepack"))
            });
        if installed {
            continue;
        }
        let commands = file
            .instructions_of(stage)
            .iter()
            .flat_map(Instruction::commands);
        if let Some(command) = commands
            .into_iter()
            .find(|command| command.program() == "corepack")
        {
            let evidence = format!("{} is node {major}", report.place(stage.image.range.start));
            let finding = report.find(
                command.range(),
                format!("images of node {major} have no corepack"),
            );
            finding.evidence.push(evidence);
            finding.fix = Some(advice(
                "install the package manager itself: `npm install --global pnpm@VERSION`",
            ));
        }
    }
}

/// The first major version whose images have no corepack.
const FIRST_WITHOUT: u32 = 25;

/// What `node:latest` was when the table of images was made.
const CURRENT: u32 = 26;

fn node_major(image: &ImageReference) -> Option<u32> {
    if image.official() != Some("node") {
        return None;
    }
    match image.tag.as_deref() {
        None | Some("latest" | "current" | "slim" | "alpine") => Some(CURRENT),
        Some(tag) => leading_version(tag).split('.').next()?.parse().ok(),
    }
}
