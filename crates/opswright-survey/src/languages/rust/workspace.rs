//! The workspace around a Rust package, and the toolchain that it asks for.

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::place::{Place, join};
use crate::toml::Toml;

/// `rust-toolchain`, `rust-version`, or the workspace's.
pub(super) fn runtime(place: &Place<'_>, toml: &Toml, candidate: &mut Candidate) {
    for name in ["rust-toolchain.toml", "rust-toolchain"] {
        let Some(file) = place.nearest(name).and_then(|path| place.files.get(&path)) else {
            continue;
        };
        let pinned = Toml::parse(&file.text)
            .ok()
            .and_then(|toml| toml.text(&["toolchain", "channel"]));
        let (channel, line) = pinned.map_or_else(
            || (file.text.trim().to_owned(), 1),
            |found| (found.value, found.line),
        );
        if !channel.is_empty() && !channel.contains(char::is_whitespace) {
            let evidence = Evidence {
                path: file.path.clone(),
                line,
            };
            candidate
                .runtime_version
                .push(channel, Ground::Manifest, evidence);
        }
    }
    if let Some(version) = toml.text(&["package", "rust-version"]) {
        let evidence = Evidence {
            path: place.path("Cargo.toml"),
            line: version.line,
        };
        candidate
            .runtime_version
            .push(version.value, Ground::Manifest, evidence);
    } else if toml.has(&["package", "rust-version", "workspace"])
        && let Some((root, workspace)) = workspace_root(place)
        && let Some(version) = workspace.text(&["workspace", "package", "rust-version"])
    {
        let evidence = Evidence {
            path: join(root, "Cargo.toml"),
            line: version.line,
        };
        candidate
            .runtime_version
            .push(version.value, Ground::Manifest, evidence);
    }
}

/// The nearest folder whose manifest has a `[workspace]`, the place itself included.
pub(super) fn workspace_root<'a>(place: &Place<'a>) -> Option<(&'a str, Toml)> {
    place.upwards().into_iter().find_map(|folder| {
        let toml = Toml::parse(&place.files.get(&join(folder, "Cargo.toml"))?.text).ok()?;
        toml.has(&["workspace"]).then_some((folder, toml))
    })
}
