//! Rust: cargo; axum, Actix Web, Rocket and others, or a listener of its own.

mod commands;
mod framework;
mod listener;
mod storage;
mod workspace;

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::RUST;
use crate::manifest;
use crate::place::Place;
use crate::scan::{addresses, health, variables};

use commands::commands;
use framework::framework;
use listener::ports;
use storage::{migrations, resources};
use workspace::runtime;

pub(super) const LANGUAGE: Language = Language {
    marks: &["Cargo.toml"],
    reads: &[
        "rust-toolchain.toml",
        "rust-toolchain",
        "Rocket.toml",
        "diesel.toml",
        "production.yaml",
        "production.yml",
        "production.toml",
        "base.yaml",
        "base.yml",
        "base.toml",
        "default.yaml",
        "default.yml",
        "default.toml",
        "config.yaml",
        "config.yml",
        "config.toml",
        "settings.yaml",
        "settings.yml",
        "settings.toml",
    ],
    extensions: &["rs"],
    detect,
};

fn detect(place: &Place<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let Some(toml) = place
        .file("Cargo.toml")
        .and_then(|file| manifest::toml(file, findings))
    else {
        return Vec::new();
    };
    let manifest_path = place.path("Cargo.toml");
    let line = |line: u32| Evidence {
        path: manifest_path.clone(),
        line,
    };
    let Some(name) = toml.text(&["package", "name"]) else {
        return Vec::new();
    };
    let all: Vec<Code<'_>> = place
        .code(&["rs"], &RUST)
        .into_iter()
        .filter(|code| code.file.path != place.path("build.rs"))
        .collect();
    let mut candidate = Candidate::new(place.folder, "rust", line(name.line));
    candidate
        .name
        .push(name.value.clone(), Ground::Manifest, line(name.line));
    candidate
        .package_manager
        .push("cargo".to_owned(), Ground::Manifest, line(name.line));
    runtime(place, &toml, &mut candidate);
    commands(place, &toml, &name.value, &mut candidate);
    if candidate.start.is_empty() {
        candidate
            .kind
            .push("library".to_owned(), Ground::Code, line(name.line));
        return vec![candidate];
    }
    framework(place, &toml, &mut candidate);
    ports(place, &all, &mut candidate);
    for code in &all {
        candidate.variables.extend(variables::readings(code));
        addresses::claim(code, &mut candidate);
    }
    for route in health::routes(&all) {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
    let own_router = candidate.framework.is_empty() && candidate.strength == Strength::Server;
    let route = health::compared(&all).filter(|_| own_router && candidate.health_path.is_empty());
    if let Some(route) = route {
        candidate
            .health_path
            .push(route.path, Ground::Code, route.evidence);
    }
    resources(&toml, &manifest_path, &mut candidate);
    migrations(place, &toml, &all, &mut candidate);
    vec![candidate]
}
