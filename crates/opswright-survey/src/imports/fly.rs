//! `fly.toml`: the port inside, the health path, the command before a release.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{candidate_of, is_named, port, start};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::manifest::toml;

pub(super) fn reads(path: &str) -> bool {
    is_named(path, &["fly.toml"])
}

pub(super) fn apply(
    file: &SourceFile,
    candidates: &mut [Candidate],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(fly) = toml(file, diagnostics) else {
        return;
    };
    let Some(candidate) = candidate_of(&file.path, candidates) else {
        return;
    };
    let at = |line: u32| Evidence {
        path: file.path.clone(),
        line,
    };
    if let Some(inside) = fly.number(&["http_service", "internal_port"])
        && let Ok(number) = u16::try_from(inside.value)
    {
        port(candidate, number, at(inside.line));
    }
    let checks = fly.texts_in_tables(&["http_service", "checks"], "path");
    if let Some(path) = checks.into_iter().next() {
        candidate
            .health_path
            .push(path.value, Ground::Declared, at(path.line));
    }
    if let Some(command) = fly.text(&["deploy", "release_command"]) {
        candidate
            .migrate
            .push(command.value, Ground::Declared, at(command.line));
    }
    if let Some(command) = fly.text(&["processes", "app"]) {
        start(candidate, &command.value, at(command.line));
    }
}
