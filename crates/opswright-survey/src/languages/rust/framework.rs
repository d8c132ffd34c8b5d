//! The framework of a Rust package, from its dependencies or those of a crate of the same workspace.

use super::workspace::workspace_root;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::{Place, join};
use crate::toml::Toml;

/// Crates that serve, and the framework each is.
const FRAMEWORKS: &[(&str, &str)] = &[
    ("loco-rs", "loco"),
    ("leptos_axum", "leptos"),
    ("axum", "axum"),
    ("actix-web", "actix-web"),
    ("rocket", "rocket"),
    ("warp", "warp"),
    ("poem", "poem"),
    ("salvo", "salvo"),
    ("tide", "tide"),
    ("ntex", "ntex"),
    ("gotham", "gotham"),
    ("viz", "viz"),
    ("pingora", "pingora"),
    ("tonic", "tonic"),
    ("hyper", "hyper"),
];

/// The framework among the dependencies, or among those of a crate of the same workspace.
pub(super) fn framework(place: &Place<'_>, toml: &Toml, candidate: &mut Candidate) {
    let own = serving(toml).map(|(name, line)| (name, place.path("Cargo.toml"), line));
    let found = own.or_else(|| {
        toml.keys(&["dependencies"]).iter().find_map(|key| {
            let workspace = workspace_root(place);
            let local = toml
                .text(&["dependencies", &key.value, "path"])
                .map(|path| join(place.folder, &path.value));
            let shared = || {
                let (root, workspace) = workspace.as_ref()?;
                toml.has(&["dependencies", &key.value, "workspace"])
                    .then_some(())?;
                Some(join(
                    root,
                    &workspace
                        .text(&["workspace", "dependencies", &key.value, "path"])?
                        .value,
                ))
            };
            let path = join(&local.or_else(shared)?, "Cargo.toml");
            let (name, line) = serving(&Toml::parse(&place.files.get(&path)?.text).ok()?)?;
            Some((name, path, line))
        })
    });
    let Some((name, path, line)) = found else {
        return;
    };
    let evidence = Evidence { path, line };
    candidate
        .framework
        .push(name.to_owned(), Ground::Manifest, evidence.clone());
    if name != "hyper" {
        candidate.raise(Strength::Server);
        candidate
            .kind
            .push("web".to_owned(), Ground::Manifest, evidence.clone());
    }
    if name == "rocket" {
        let stated = place
            .file("Rocket.toml")
            .and_then(|file| Toml::parse(&file.text).ok());
        let port = stated.and_then(|toml| {
            ["default", "release", "global"]
                .iter()
                .find_map(|profile| toml.number(&[profile, "port"]))
        });
        if let Some((number, line)) =
            port.and_then(|port| Some((u16::try_from(port.value).ok()?, port.line)))
        {
            candidate.port.push(
                number,
                Ground::Manifest,
                Evidence {
                    path: place.path("Rocket.toml"),
                    line,
                },
            );
        }
        candidate.port.push(8000, Ground::Convention, evidence);
    }
}

fn serving(toml: &Toml) -> Option<(&'static str, u32)> {
    FRAMEWORKS.iter().find_map(|(package, name)| {
        let path = ["dependencies", package];
        toml.has(&path)
            .then(|| (*name, toml.line(&path).unwrap_or(1)))
    })
}
