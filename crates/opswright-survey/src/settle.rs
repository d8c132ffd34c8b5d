//! The last look at a candidate: facts that follow from others, and intents that contradict the code.

mod port;

use opswright_diagnostic::Diagnostic;
use opswright_source::Files;

use crate::candidate::{Candidate, Strength};
use crate::claims::{Claims, Ground};

/// Settles one candidate.
pub(crate) fn settle(candidate: &mut Candidate, files: &Files, findings: &mut Vec<Diagnostic>) {
    if candidate.works_in_background() {
        // What an image exposes is the other process's.
        candidate.port = Claims::default();
        candidate.health_path = Claims::default();
    } else if candidate.strength >= Strength::Program {
        port::of_variables(candidate);
        port::of_start(candidate);
        port::into_start(candidate);
    }
    run_inside(candidate);
    settle_kind(candidate);
    port::disagreements(candidate, files, findings);
}

/// What nobody named follows from how much was found.
fn settle_kind(candidate: &mut Candidate) {
    let kind = match candidate.strength {
        Strength::Manifest => "library",
        // An adapter that nobody chose may make a server of it.
        Strength::Site if adapts(candidate) => return,
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

fn adapts(candidate: &Candidate) -> bool {
    candidate
        .framework
        .best()
        .is_some_and(|claim| matches!(claim.value.as_str(), "sveltekit" | "qwik"))
}

/// A declared command of a tool that lives in the project's own environment is run inside it.
fn run_inside(candidate: &mut Candidate) {
    const TOOLS: &[&str] = &[
        "uvicorn",
        "gunicorn",
        "python",
        "python3",
        "flask",
        "fastapi",
        "celery",
        "streamlit",
        "daphne",
        "hypercorn",
        "alembic",
        "granian",
    ];
    if candidate.runner.is_empty() {
        return;
    }
    let inside = |claims: &Claims<String>| {
        let mut changed: Claims<String> = Claims::default();
        for claim in claims.iter() {
            let mut claim = claim.clone();
            let program = claim.value.split_whitespace().next().unwrap_or("");
            if TOOLS.contains(&program) {
                claim.value = format!("{}{}", candidate.runner, claim.value);
            }
            changed.add(claim);
        }
        changed
    };
    let (start, migrate) = (inside(&candidate.start), inside(&candidate.migrate));
    candidate.start = start;
    candidate.migrate = migrate;
}
