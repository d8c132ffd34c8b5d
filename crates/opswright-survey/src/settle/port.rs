//! The port, where it follows from the variables, or from the command that was chosen to start.

use opswright_diagnostic::Diagnostic;
use opswright_source::Files;

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::{Claim, Claims, Ground};
use crate::findings::contradiction;
use crate::place::base_name;
use crate::scan::command::{port_variable, server_default, stated_port};
use crate::variables::{Reading, VariableClaim};

/// A default of the variable that carries the port is the port.
pub(super) fn of_variables(candidate: &mut Candidate) {
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

/// What the start command says; ports of code that another start would run are dropped.
pub(super) fn of_start(candidate: &mut Candidate) {
    let Some(start) = candidate
        .start
        .best()
        .filter(|claim| claim.ground >= Ground::Manifest)
        .cloned()
    else {
        return;
    };
    if let Some(port) = stated_port(&start.value) {
        keep(candidate, |claim| claim.ground >= Ground::Manifest);
        demote_image(candidate, &start.evidence);
        push(candidate, port, start.ground, &start.evidence);
    } else if let Some(name) = port_variable(&start.value) {
        keep(candidate, |claim| claim.ground >= Ground::Manifest);
        for evidence in start.evidence.clone() {
            candidate.variables.push(VariableClaim {
                name: name.to_owned(),
                reading: Reading::Required,
                default: None,
                ground: Ground::Declared,
                evidence,
            });
        }
    } else if let Some(port) = server_default(&start.value) {
        keep(candidate, |claim| {
            claim.ground >= Ground::Manifest || configures_server(claim)
        });
        demote_image(candidate, &start.evidence);
        // The documented default of a server outweighs what another start would use, not what configures it.
        let ground = if candidate.port.stands_on(Ground::Code) {
            Ground::Convention
        } else {
            Ground::Code
        };
        push(candidate, port, ground, &start.evidence);
    }
}

/// A start that nobody declared passes on the port that was settled on.
pub(super) fn into_start(candidate: &mut Candidate) {
    let Some(port) = candidate.port.resolve_unless_tied().map(|fact| fact.value) else {
        return;
    };
    let mut changed: Claims<String> = Claims::default();
    for claim in candidate.start.iter() {
        let mut claim = claim.clone();
        if let Some(other) =
            stated_port(&claim.value).filter(|other| claim.ground <= Ground::Code && *other != port)
        {
            claim.value = claim.value.replace(&other.to_string(), &port.to_string());
        }
        changed.add(claim);
    }
    candidate.start = changed;
}

/// Where the start is not the image's, what the image says is about another start: no more than another reading.
fn demote_image(candidate: &mut Candidate, start: &[Evidence]) {
    if start.iter().any(describes_image) {
        return;
    }
    let (of_image, others): (Vec<Claim<u16>>, Vec<Claim<u16>>) = candidate
        .port
        .iter()
        .cloned()
        .partition(|claim| claim.evidence.iter().all(describes_image));
    candidate.port = Claims::default();
    for claim in others {
        candidate.port.add(claim);
    }
    for claim in of_image {
        candidate.port.add(Claim {
            ground: Ground::Convention,
            ..claim
        });
    }
}

/// Whether a place is in a Dockerfile or a compose file.
fn describes_image(place: &Evidence) -> bool {
    let name = base_name(&place.path);
    name.contains("Dockerfile") || name.contains("Containerfile") || name.contains("compose")
}

/// Whether a claim was read from the configuration of an application server (`gunicorn.conf.py`).
fn configures_server(claim: &Claim<u16>) -> bool {
    let configuration = |place: &Evidence| {
        let name = base_name(&place.path);
        name.contains("gunicorn") || name.contains("hypercorn")
    };
    claim.evidence.iter().any(configuration)
}

fn keep(candidate: &mut Candidate, wanted: impl Fn(&Claim<u16>) -> bool) {
    let mut kept: Claims<u16> = Claims::default();
    for claim in candidate.port.iter().filter(|claim| wanted(claim)) {
        kept.add(claim.clone());
    }
    candidate.port = kept;
}

fn push(candidate: &mut Candidate, port: u16, ground: Ground, evidence: &[Evidence]) {
    candidate.port.add(Claim {
        value: port,
        ground,
        evidence: evidence.to_vec(),
    });
}

/// Declared and coded ports that differ are a finding.
pub(super) fn disagreements(candidate: &Candidate, files: &Files, findings: &mut Vec<Diagnostic>) {
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
