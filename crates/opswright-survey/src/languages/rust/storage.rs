//! The databases that a Rust package needs, and the tool that migrates them.

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::code::Code;
use crate::place::Place;
use crate::toml::Toml;

pub(super) fn resources(toml: &Toml, path: &str, candidate: &mut Candidate) {
    for dependency in toml.keys(&["dependencies"]) {
        let evidence = Evidence {
            path: path.to_owned(),
            line: dependency.line,
        };
        candidate.use_package(&dependency.value, &evidence);
        if !matches!(
            dependency.value.as_str(),
            "sqlx" | "diesel" | "diesel-async" | "sea-orm"
        ) {
            continue;
        }
        for feature in toml.texts(&["dependencies", &dependency.value, "features"]) {
            let kind = match feature.value.trim_start_matches("sqlx-") {
                "postgres" => "postgresql",
                "mysql" => "mysql",
                "sqlite" => "sqlite",
                _ => continue,
            };
            candidate.need(
                kind,
                Ground::Code,
                Evidence {
                    path: path.to_owned(),
                    line: feature.line,
                },
            );
        }
    }
}

/// A tool is claimed where migrations are kept; a command only where the program does not apply them itself.
pub(super) fn migrations(
    place: &Place<'_>,
    toml: &Toml,
    all: &[Code<'_>],
    candidate: &mut Candidate,
) {
    let keeps = place
        .own()
        .any(|path| path.starts_with("migrations/") || path.contains("/migrations/"));
    let embeds = all.iter().any(|code| {
        code.calls().any(|call| {
            matches!(
                call.name,
                "migrate" | "embed_migrations" | "run_pending_migrations"
            )
        })
    });
    for (package, tool, command) in [
        ("sqlx", "sqlx", Some("sqlx migrate run")),
        ("diesel", "diesel", Some("diesel migration run")),
        (
            "sea-orm-migration",
            "sea-orm",
            Some("sea-orm-cli migrate up"),
        ),
        ("refinery", "refinery", None),
    ] {
        let path = ["dependencies", package];
        if !toml.has(&path) || !keeps {
            continue;
        }
        let evidence = Evidence {
            path: place.path("Cargo.toml"),
            line: toml.line(&path).unwrap_or(1),
        };
        candidate
            .migrations
            .push(tool.to_owned(), Ground::Manifest, evidence.clone());
        if let Some(command) = command.filter(|_| !embeds) {
            candidate
                .migrate
                .push(command.to_owned(), Ground::Code, evidence);
        }
    }
}
