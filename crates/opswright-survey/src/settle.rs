//! What follows once everybody has voted: the kind, and contradictions between intent and code.

use opswright_diagnostic::Diagnostic;
use opswright_source::Files;

use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::findings::contradiction;

/// Adds what follows from the votes to the candidate, and says where a declaration contradicts the code.
pub(crate) fn settle(candidate: &mut Candidate, files: &Files, diagnostics: &mut Vec<Diagnostic>) {
    settle_kind(candidate);
    ports(candidate, files, diagnostics);
}

/// What nobody named follows from how much was found.
fn settle_kind(candidate: &mut Candidate) {
    let kind = match candidate.strength {
        Strength::Manifest => "library",
        Strength::Site => "static",
        Strength::Program => return,
        Strength::Server => "web",
    };
    let evidence = candidate
        .language
        .iter()
        .chain(candidate.start.iter())
        .find_map(|claim| claim.evidence.first().cloned());
    if let Some(evidence) = evidence.filter(|_| candidate.kind.is_empty()) {
        candidate.kind.push(kind.to_owned(), Ground::Code, evidence);
    }
}

/// A declared port that differs from the one in the code.
fn ports(candidate: &Candidate, files: &Files, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(declared), Some(coded)) = (
        candidate.port.on(Ground::Declared),
        candidate.port.on(Ground::Code),
    ) else {
        return;
    };
    if declared.value != coded.value {
        let places: Vec<_> = declared
            .evidence
            .iter()
            .chain(&coded.evidence)
            .cloned()
            .collect();
        let message = format!(
            "port {} is declared here, and the code listens on {}",
            declared.value, coded.value
        );
        diagnostics.push(contradiction("contradicted-port", files, &places, message));
    }
}
