//! `install-without-cache`: dependencies are installed without a cache that outlives the layer.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "install-without-cache",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("install_without_cache.md"),
    run: &[Run::Dockerfile(run)],
};

/// What installs from a manifest, with the folder that it keeps downloads in.
const CACHES: &[(&str, &str, &str)] = &[
    ("npm", "ci", "/root/.npm"),
    ("pnpm", "install", "/root/.local/share/pnpm/store"),
    ("yarn", "install", "/usr/local/share/.cache/yarn"),
    ("uv", "sync", "/root/.cache/uv"),
    ("poetry", "install", "/root/.cache/pypoetry"),
    ("go", "mod", "/go/pkg/mod"),
    ("cargo", "build", "/usr/local/cargo/registry"),
];

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        if !matches!(instruction.body, Body::Run(_)) || instruction.flag("mount").is_some() {
            continue;
        }
        for command in instruction.commands() {
            let verb = command
                .arguments()
                .iter()
                .map(|word| word.text.as_str())
                .find(|word| !word.starts_with('-'));
            let Some((program, _, folder)) = CACHES
                .iter()
                .find(|(program, wanted, _)| command.program() == *program && verb == Some(wanted))
            else {
                continue;
            };
            report
                .find(
                    command.range(),
                    format!("`{program}` fetches everything again whenever one dependency changes"),
                )
                .fix = Some(advice(format!(
                "write `RUN --mount=type=cache,target={folder} …`"
            )));
        }
    }
}
