//! `.env.example` and its like: names of variables, and what kind of address they carry.

use std::collections::BTreeSet;

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{Context, Import};
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::{base_name, folder_of, is_below};
use crate::scan::addresses;
use crate::scan::command::port_variable;
use crate::scan::variables::is_variable_name;
use crate::variables::{Reading, VariableClaim};

pub(super) const IMPORT: Import = Import {
    reads,
    apply: |context, file, candidates, findings| apply(context, file, candidates, findings),
};

fn reads(path: &str) -> bool {
    matches!(
        base_name(path),
        ".env.example"
            | ".env.sample"
            | ".env.template"
            | ".env.dist"
            | ".env.defaults"
            | "env.example"
            | ".env.local.example"
            | "example.env"
            | "sample.env"
    )
}

/// The sample belongs to the workload in its folder; at the root of several, to those that read the variable.
fn apply(
    _: &Context<'_>,
    file: &SourceFile,
    candidates: &mut [Candidate],
    _: &mut Vec<Diagnostic>,
) {
    let folder = folder_of(&file.path);
    let own = candidates
        .iter()
        .any(|candidate| candidate.folder == folder && candidate.strength > Strength::Manifest);
    let read: Vec<BTreeSet<String>> = candidates
        .iter()
        .map(|candidate| {
            let names = candidate.variables.iter().map(|claim| claim.name.clone());
            names.collect()
        })
        .collect();
    for (number, line) in (1_u32..).zip(file.text.lines()) {
        let assignment = line.trim().trim_start_matches("export ");
        let Some((name, value)) = assignment
            .split_once('=')
            .filter(|(name, _)| is_variable_name(name.trim()))
        else {
            continue;
        };
        let (name, value) = (name.trim(), value.trim().trim_matches(['"', '\'']));
        let evidence = Evidence {
            path: file.path.clone(),
            line: number,
        };
        for (candidate, read) in candidates.iter_mut().zip(&read) {
            let reads_it = is_below(&candidate.folder, folder) && read.contains(name);
            if !(reads_it || own && candidate.folder == folder) {
                continue;
            }
            if let Some(kind) = addresses::kind(value) {
                candidate.need(kind, Ground::Code, evidence.clone());
            }
            sample_port(name, value, &evidence, candidate);
            candidate.variables.push(VariableClaim {
                name: name.to_owned(),
                reading: Reading::Unknown,
                default: None,
                ground: Ground::Manifest,
                evidence: evidence.clone(),
            });
        }
    }
}

/// A sample states the port that nothing else does, and the one of the variable that the start command passes on.
fn sample_port(name: &str, value: &str, evidence: &Evidence, candidate: &mut Candidate) {
    let Ok(port) = value.parse() else {
        return;
    };
    let passed_on = candidate
        .start
        .best()
        .is_some_and(|start| port_variable(&start.value) == Some(name));
    if passed_on {
        candidate
            .port
            .push(port, Ground::Manifest, evidence.clone());
    } else if name == "PORT" && candidate.port.is_empty() {
        candidate.port.push(port, Ground::Code, evidence.clone());
    }
}
