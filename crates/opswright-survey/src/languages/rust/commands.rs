//! The commands of a Rust package: install, build, start and the checks.

use super::workspace::workspace_root;
use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::{Place, base_name, join};
use crate::toml::Toml;

/// Install, build, start and the checks of the binary that the package runs.
pub(super) fn commands(place: &Place<'_>, toml: &Toml, package: &str, candidate: &mut Candidate) {
    let root = workspace_root(place).map_or(place.folder, |(folder, _)| folder);
    let lock = join(root, "Cargo.lock");
    let whole = place.evidence("Cargo.toml");
    let locked = if place.tree.contains(&lock) {
        let evidence = Evidence {
            path: lock.clone(),
            line: 1,
        };
        candidate.lockfile.push(lock, Ground::Manifest, evidence);
        " --locked"
    } else {
        ""
    };
    candidate.install.push(
        format!("cargo fetch{locked}"),
        Ground::Convention,
        whole.clone(),
    );
    candidate.lint.push(
        "cargo clippy --all-targets".to_owned(),
        Ground::Convention,
        whole.clone(),
    );
    candidate.test.push(
        format!("cargo test{locked}"),
        Ground::Convention,
        whole.clone(),
    );
    let Some((binary, evidence)) = binary(place, toml, package) else {
        return;
    };
    let up = place.folder.strip_prefix(root).map_or(0, |rest| {
        rest.split('/').filter(|part| !part.is_empty()).count()
    });
    let target = format!("{}target/release/{binary}", "../".repeat(up));
    let start = if up == 0 {
        format!("./{target}")
    } else {
        target.clone()
    };
    candidate.raise(Strength::Program);
    candidate.build.push(
        format!("cargo build --release{locked}"),
        Ground::Code,
        whole,
    );
    candidate.start.push(start, Ground::Code, evidence.clone());
    candidate.artifact.push(target, Ground::Code, evidence);
}

/// `default-run`, else `src/main.rs`, else the only other binary.
fn binary(place: &Place<'_>, toml: &Toml, package: &str) -> Option<(String, Evidence)> {
    let manifest = |line| Evidence {
        path: place.path("Cargo.toml"),
        line,
    };
    if let Some(run) = toml.text(&["package", "default-run"]) {
        return Some((run.value, manifest(run.line)));
    }
    let stated = toml.texts_in_tables(&["bin"], "name");
    let paths = toml.texts_in_tables(&["bin"], "path");
    if place.has("src/main.rs") {
        let renamed = paths
            .iter()
            .position(|path| path.value == "src/main.rs")
            .and_then(|at| stated.get(at));
        return Some(renamed.map_or_else(
            || (package.to_owned(), place.evidence("src/main.rs")),
            |bin| (bin.value.clone(), manifest(bin.line)),
        ));
    }
    let files: Vec<&str> = place
        .own()
        .filter(|path| {
            path.starts_with("src/bin/")
                && (path.matches('/').count() == 2 || path.ends_with("/main.rs"))
        })
        .collect();
    match (stated.as_slice(), files.as_slice()) {
        ([bin], _) => Some((bin.value.clone(), manifest(bin.line))),
        ([], [path]) => {
            let stem = base_name(path.trim_end_matches("/main.rs")).trim_end_matches(".rs");
            Some((stem.to_owned(), place.evidence(path)))
        }
        _ => None,
    }
}
