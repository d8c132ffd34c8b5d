//! The last look at a candidate: facts that follow from others, and intents that contradict the code.

use opswright_diagnostic::Diagnostic;
use opswright_source::Files;

use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::{Claims, Ground};
use crate::findings::contradiction;

/// Settles one candidate.
pub(crate) fn settle(candidate: &mut Candidate, files: &Files, findings: &mut Vec<Diagnostic>) {
    if candidate.strength >= Strength::Program {
        port_of_variables(candidate);
    }
    run_inside(candidate);
    settle_kind(candidate);
    disagreements(candidate, files, findings);
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

/// A default of the variable that carries the port is the port.
fn port_of_variables(candidate: &mut Candidate) {
    const NAMES: &[&str] = &[
        "PORT",
        "APP_PORT",
        "SERVER_PORT",
        "HTTP_PORT",
        "LISTEN_PORT",
        "API_PORT",
        "WEB_PORT",
    ];
    if candidate.port.stands_on(Ground::Code) {
        return;
    }
    for name in NAMES {
        let found = candidate.variables.iter().find_map(|claim| {
            let port: u16 = claim
                .default
                .as_ref()
                .filter(|_| claim.name == *name)?
                .parse()
                .ok()?;
            Some((port, claim.evidence.clone()))
        });
        if let Some((port, evidence)) = found {
            candidate.port.push(port, Ground::Code, evidence);
            return;
        }
    }
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

/// Declared and coded ports that differ are a finding.
fn disagreements(candidate: &Candidate, files: &Files, findings: &mut Vec<Diagnostic>) {
    let said = candidate
        .port
        .on(Ground::Manifest)
        .or_else(|| candidate.port.on(Ground::Declared));
    let overridden = candidate.port.on(Ground::Declared).is_some();
    let (Some(said), Some(coded)) = (said, candidate.port.on(Ground::Code)) else {
        return;
    };
    let agrees = candidate
        .port
        .iter()
        .any(|claim| claim.ground == Ground::Code && claim.value == said.value);
    if agrees || overridden {
        return;
    }
    let places: Vec<Evidence> = said
        .evidence
        .iter()
        .chain(&coded.evidence)
        .cloned()
        .collect();
    let message = format!(
        "port {} is declared here, but the code listens on {} unless told otherwise",
        said.value, coded.value
    );
    findings.push(contradiction("port-contradiction", files, &places, message));
}
