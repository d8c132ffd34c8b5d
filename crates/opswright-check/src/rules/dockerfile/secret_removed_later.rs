//! `secret-removed-later`: a secret that is deleted in a later layer.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile, Instruction};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "secret-removed-later",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("secret_removed_later.md"),
    run: &[Run::Dockerfile(run)],
};

/// Names of files that hold secrets.
const SECRETS: &[&str] = &[
    "id_rsa",
    "id_ed25519",
    "id_ecdsa",
    ".npmrc",
    ".netrc",
    ".pypirc",
    ".pem",
    ".key",
    "credentials",
    ".env",
    ".pgpass",
];

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let mut copied: Vec<(String, u32)> = Vec::new();
        for instruction in file.instructions_of(stage) {
            if let Some(path) = secret_file(instruction) {
                copied.push((path, report.line(instruction.range.start)));
            }
            if !matches!(instruction.body, Body::Run(_)) {
                continue;
            }
            for command in instruction.commands() {
                let gone = copied.iter().find(|(path, _)| {
                    matches!(command.program(), "rm" | "shred") && command.has(path)
                });
                if let Some((path, line)) = gone {
                    let message = format!("`{path}` stays in the layer of line {line}");
                    report.find(command.range(), message).fix =
                        Some(advice("mount it for the step: `RUN --mount=type=secret`"));
                }
            }
        }
    }
}

/// Where a copy of a secret lies in the image.
fn secret_file(instruction: &Instruction) -> Option<String> {
    let Body::Copy {
        sources,
        destination: Some(destination),
        ..
    } = &instruction.body
    else {
        return None;
    };
    let [source] = sources.as_slice() else {
        return None;
    };
    let name = source.text.rsplit('/').next()?;
    if !SECRETS.iter().any(|secret| name.ends_with(secret)) {
        return None;
    }
    let target = destination.text.as_str();
    Some(match target.strip_suffix('/') {
        Some(folder) => format!("{folder}/{name}"),
        None => target.to_owned(),
    })
}
