//! `app.json` of a platform: the variables that it asks for.

use opswright_diagnostic::Diagnostic;
use opswright_source::SourceFile;

use super::{candidate_of, is_named};
use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::manifest::json;
use crate::variables::{Reading, VariableClaim};

pub(super) fn reads(path: &str) -> bool {
    is_named(path, &["app.json"])
}

pub(super) fn apply(
    file: &SourceFile,
    candidates: &mut [Candidate],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let tree = json(file, diagnostics);
    let Some(variables) = tree.root().and_then(|root| root.get("env")) else {
        return;
    };
    let Some(candidate) = candidate_of(&file.path, candidates) else {
        return;
    };
    for entry in variables.entries() {
        let reading = match entry.value.get("required").and_then(|node| node.as_bool()) {
            Some(false) => Reading::Optional,
            _ => Reading::Required,
        };
        candidate.variables.push(VariableClaim {
            name: entry.name().to_owned(),
            reading,
            default: None,
            ground: Ground::Declared,
            evidence: Evidence {
                path: file.path.clone(),
                line: entry.value.line(),
            },
        });
    }
}
