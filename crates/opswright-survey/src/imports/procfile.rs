//! Procfile: the web process, other processes, the release step.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::process::{MOST, another};
use super::{Context, Import, at, dockerfile};
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::{base_name, folder_of};
use crate::scan::command::stated_port;

pub(super) const IMPORT: Import = Import { reads, apply };

fn reads(path: &str) -> bool {
    base_name(path) == "Procfile"
}

fn apply(
    _: &Context<'_>,
    file: &SourceFile,
    candidates: &mut Vec<Candidate>,
    _: &mut Vec<Diagnostic>,
) {
    let folder = folder_of(&file.path);
    if at(candidates, folder).next().is_none() {
        candidates.push(dockerfile::unknown(folder));
    }
    let mut others: Vec<Candidate> = Vec::new();
    for (number, line) in (1_u32..).zip(file.text.lines()) {
        let Some((name, command)) = line
            .split_once(':')
            .filter(|(name, _)| !name.starts_with('#'))
        else {
            continue;
        };
        let (name, command) = (name.trim(), command.trim().to_owned());
        let evidence = Evidence {
            path: file.path.clone(),
            line: number,
        };
        let Some(first) = at(candidates, folder).next() else {
            return;
        };
        match name {
            "web" => {
                if let Some(port) = stated_port(&command) {
                    first.port.push(port, Ground::Declared, evidence.clone());
                }
                first.raise(Strength::Server);
                first
                    .kind
                    .push("web".to_owned(), Ground::Declared, evidence.clone());
                // A bare name is a binary that the platform's build puts on the path.
                let bare = command.split_whitespace().count() == 1 && !command.contains('/');
                let ground = if bare && !first.start.is_empty() {
                    Ground::Convention
                } else {
                    Ground::Declared
                };
                first.start.push(command, ground, evidence);
            }
            "release" => first.migrate.push(command, Ground::Declared, evidence),
            _ if others.len() >= MOST => {}
            _ => {
                let clock = matches!(name, "clock" | "scheduler" | "beat" | "cron");
                let kind = if clock { "cron" } else { "worker" };
                others.push(another(first, name, kind, &command, &evidence));
            }
        }
    }
    candidates.extend(others);
}
