//! Elixir: mix; Phoenix. Only what `mix.exs` says so far.

use opswright_diagnostic::Diagnostic;

use super::Language;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::Place;

pub(super) const LANGUAGE: Language = Language {
    marks: &["mix.exs"],
    reads: &[".tool-versions", "mise.toml"],
    extensions: &[],
    detect,
};

fn detect(place: &Place<'_>, _: &mut Vec<Diagnostic>) -> Vec<Candidate> {
    let Some(file) = place.file("mix.exs") else {
        return Vec::new();
    };
    let whole = place.evidence("mix.exs");
    let mut candidate = Candidate::new(place.folder, "elixir", whole.clone());
    candidate
        .package_manager
        .push("mix".to_owned(), Ground::Manifest, whole);
    if place.has("mix.lock") {
        candidate.lockfile.push(
            place.path("mix.lock"),
            Ground::Manifest,
            place.evidence("mix.lock"),
        );
        candidate.install.push(
            "mix deps.get".to_owned(),
            Ground::Convention,
            place.evidence("mix.lock"),
        );
    }
    super::tool_version(place, &["elixir"], &mut candidate);
    for (number, line) in (1_u32..).zip(file.text.lines()) {
        let evidence = Evidence {
            path: file.path.clone(),
            line: number,
        };
        if line.contains("{:phoenix,") {
            candidate.raise(Strength::Server);
            candidate
                .framework
                .push("phoenix".to_owned(), Ground::Manifest, evidence.clone());
            candidate
                .kind
                .push("web".to_owned(), Ground::Manifest, evidence.clone());
            candidate
                .port
                .push(4000, Ground::Convention, evidence.clone());
            candidate.start.push(
                "mix phx.server".to_owned(),
                Ground::Convention,
                evidence.clone(),
            );
        }
        if line.contains("{:ecto_sql,") {
            candidate
                .migrations
                .push("ecto".to_owned(), Ground::Manifest, evidence.clone());
            candidate.migrate.push(
                "mix ecto.migrate".to_owned(),
                Ground::Convention,
                evidence.clone(),
            );
        }
        if line.contains("{:postgrex,") {
            candidate.need("postgresql", Ground::Code, evidence.clone());
        }
        if let Some(version) = line.trim().strip_prefix("elixir: \"") {
            let version = version.split('"').next().unwrap_or("").to_owned();
            candidate
                .runtime_version
                .push(version, Ground::Manifest, evidence);
        }
    }
    vec![candidate]
}
