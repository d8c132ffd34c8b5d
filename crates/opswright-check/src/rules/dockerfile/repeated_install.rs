//! `repeated-install`: the same dependencies are fetched and installed in two stages.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile, Instruction, ShellCommand};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "repeated-install",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("repeated_install.md"),
    run: &[Run::Dockerfile(run)],
};

/// Package managers that fetch once into a store, and link from it as often as asked, or drop what only builds need.
const REMEDIES: &[(&str, &str)] = &[
    (
        "npm",
        "install once, and run `npm prune --omit=dev` behind the build",
    ),
    (
        "pnpm",
        "run `pnpm fetch` once, then `pnpm install --offline` in each stage",
    ),
    (
        "yarn",
        "install once, and run `yarn workspaces focus --production` behind the build",
    ),
];

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for (program, remedy) in REMEDIES {
        let mut first: Option<&ShellCommand> = None;
        for stage in &file.stages {
            let instructions = file.instructions_of(stage);
            let Some(install) = instructions
                .iter()
                .find_map(|instruction| whole_install(instruction, program))
            else {
                continue;
            };
            let Some(before) = &first else {
                first = Some(install);
                continue;
            };
            let evidence = format!(
                "{} installs them as well",
                report.place(before.range().start)
            );
            let finding = report.find(
                install.range(),
                format!("`{program}` fetches the same packages a second time"),
            );
            finding.evidence.push(evidence);
            finding.fix = Some(advice(*remedy));
            break;
        }
    }
}

/// The command that fetches all packages of the manifest, where nothing keeps what was fetched between builds and stages.
fn whole_install<'a>(instruction: &'a Instruction, program: &str) -> Option<&'a ShellCommand> {
    if !matches!(instruction.body, Body::Run(_)) || instruction.flag("mount").is_some() {
        return None;
    }
    instruction.commands().iter().find(|command| {
        let words: Vec<&str> = command
            .arguments()
            .iter()
            .map(|word| word.text.as_str())
            .filter(|word| !word.starts_with('-'))
            .collect();
        command.program() == program
            && matches!(words.as_slice(), ["ci" | "install" | "i"])
            && !command.has("--offline")
    })
}
