//! A person's Dockerfile: port, start command and health path of the final stage.

use opswright_diagnostic::Diagnostic;
use opswright_dockerfile::{Body, Command, Dockerfile, parse};
use opswright_source::{LineIndex, SourceFile};

use super::{candidate_of, declared, is_named, port, start};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::findings::broken;
use crate::place::folder_of;

pub(super) fn reads(path: &str) -> bool {
    is_named(path, &["Dockerfile"])
}

pub(super) fn apply(
    file: &SourceFile,
    candidates: &mut Vec<Candidate>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (dockerfile, errors) = parse(&file.text);
    if let Some(error) = errors.first() {
        diagnostics.push(broken(file, error.range, &error.message));
    }
    if candidate_of(&file.path, candidates).is_none() {
        candidates.push(declared(folder_of(&file.path)));
    }
    let Some(candidate) = candidate_of(&file.path, candidates) else {
        return;
    };
    let lines = LineIndex::new(&file.text);
    let at = |offset: usize| Evidence {
        path: file.path.clone(),
        line: lines.line(offset),
    };
    let Some(stage) = dockerfile.final_stage() else {
        return;
    };
    let mut ports = Vec::new();
    for instruction in dockerfile.instructions_of(stage) {
        let evidence = at(instruction.range.start);
        match &instruction.body {
            Body::Expose(words) => {
                ports.extend(
                    words
                        .iter()
                        .filter_map(|word| exposed(&word.text))
                        .map(|port| (port, evidence.clone())),
                );
            }
            Body::Healthcheck(Some(command)) => {
                if let Some(path) = probed(&text(command)) {
                    candidate.health_path.push(path, Ground::Declared, evidence);
                }
            }
            _ => {}
        }
    }
    // Of several ports none is known to be the service's.
    if let [(number, evidence)] = ports.as_slice() {
        port(candidate, *number, evidence.clone());
    }
    if let Some((command, offset)) = started(&dockerfile) {
        start(candidate, &command, at(offset));
    }
}

/// What the final stage runs: the entry point with its arguments, else the command; nothing for a shell script's wrapper.
fn started(dockerfile: &Dockerfile) -> Option<(String, usize)> {
    let stage = dockerfile.final_stage()?;
    let mut entry = None;
    let mut command = None;
    for instruction in dockerfile.instructions_of(stage) {
        match &instruction.body {
            Body::Entrypoint(found) => entry = Some((text(found), instruction.range.start)),
            Body::Cmd(found) => command = Some((text(found), instruction.range.start)),
            _ => {}
        }
    }
    match (entry, command) {
        // An entry script prepares and then runs something that only the image knows.
        (Some((entry, _)), _) if entry.ends_with(".sh") => None,
        (Some((entry, at)), Some((command, _))) => Some((format!("{entry} {command}"), at)),
        (Some(found), None) | (None, Some(found)) => Some(found),
        (None, None) => None,
    }
}

fn text(command: &Command) -> String {
    match command {
        Command::Shell(text) => text.text.trim().to_owned(),
        Command::Exec { words, .. } => words
            .iter()
            .map(|word| word.text.as_str())
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn exposed(word: &str) -> Option<u16> {
    word.strip_suffix("/tcp").unwrap_or(word).parse().ok()
}

/// The path of the first address in a command.
fn probed(command: &str) -> Option<String> {
    let (_, rest) = command.split_once("http://")?;
    let address: &str = rest.split([' ', '"', '\'', ')', ',']).next()?;
    let (_, path) = address.split_once('/')?;
    Some(format!("/{path}"))
}
