//! fly.toml: internal port, processes, release command, health checks, variables.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{Context, Import, at};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::manifest;
use crate::place::{base_name, folder_of};
use crate::toml::Toml;
use crate::variables::{Reading, VariableClaim};

pub(super) const IMPORT: Import = Import {
    reads,
    apply: |context, file, candidates, findings| apply(context, file, candidates, findings),
};

fn reads(path: &str) -> bool {
    base_name(path) == "fly.toml"
}

fn apply(
    _: &Context<'_>,
    file: &SourceFile,
    candidates: &mut [Candidate],
    findings: &mut Vec<Diagnostic>,
) {
    let Some(toml) = manifest::toml(file, findings) else {
        return;
    };
    for candidate in at(candidates, folder_of(&file.path)).take(1) {
        claim(file, &toml, candidate);
    }
}

fn claim(file: &SourceFile, toml: &Toml, candidate: &mut Candidate) {
    let evidence = |line| Evidence {
        path: file.path.clone(),
        line,
    };
    let service = toml.number(&["http_service", "internal_port"]);
    let services = toml.numbers_in_tables(&["services"], "internal_port");
    // The first service is the one that the application is known by.
    if let Some(port) = service.or_else(|| services.into_iter().next())
        && let Ok(number) = u16::try_from(port.value)
    {
        candidate
            .port
            .push(number, Ground::Declared, evidence(port.line));
    }
    for path in ["app", "web"] {
        if let Some(start) = toml.text(&["processes", path]) {
            candidate
                .start
                .push(start.value, Ground::Declared, evidence(start.line));
        }
    }
    if let Some(release) = toml.text(&["deploy", "release_command"]) {
        candidate
            .migrate
            .push(release.value, Ground::Declared, evidence(release.line));
    }
    for path in toml.texts_in_tables(&["http_service", "checks"], "path") {
        candidate
            .health_path
            .push(path.value, Ground::Declared, evidence(path.line));
    }
    for name in toml.keys(&["env"]) {
        candidate.variables.push(VariableClaim {
            name: name.value,
            reading: Reading::Unknown,
            default: None,
            ground: Ground::Declared,
            evidence: evidence(name.line),
        });
    }
}
