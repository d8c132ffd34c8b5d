//! Nx: what `project.json` says of the program that a build writes.

use opswright_diagnostic::Diagnostic;

use crate::Evidence;
use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::manifest;
use crate::place::{Place, base_name};

/// Executors that write one file named for `main` into `outputPath`.
const BUNDLERS: &[&str] = &[
    "@nx/esbuild:esbuild",
    "@nx/webpack:webpack",
    "@nrwl/esbuild:esbuild",
    "@nrwl/webpack:webpack",
    "@nrwl/node:webpack",
];

/// Claims the start of an application whose build is a bundle.
pub(super) fn claim_start(
    place: &Place<'_>,
    candidate: &mut Candidate,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(file) = place
        .file("project.json")
        .filter(|_| candidate.start.is_empty())
    else {
        return;
    };
    let tree = manifest::json(file, findings);
    let Some(build) = tree.root().and_then(|root| root.at(&["targets", "build"])) else {
        return;
    };
    let text = |path: &[&str]| build.at(path).and_then(|node| node.as_str());
    let bundles = text(&["executor"]).is_some_and(|executor| BUNDLERS.contains(&executor));
    let (Some(folder), Some(main)) = (text(&["options", "outputPath"]), text(&["options", "main"]))
    else {
        return;
    };
    if !bundles || folder.contains('{') {
        return;
    }
    let stem = base_name(main)
        .rsplit_once('.')
        .map_or(main, |(stem, _)| stem);
    let evidence = Evidence {
        path: file.path.clone(),
        line: build
            .at(&["options", "outputPath"])
            .map_or(1, |node| node.line()),
    };
    candidate
        .start
        .push(format!("node {folder}/{stem}.js"), Ground::Code, evidence);
}
