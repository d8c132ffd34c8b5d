//! The folders that may hold a workload.

use std::collections::BTreeSet;

use opswright_source::Tree;

use crate::languages::{LANGUAGES, matches_any};
use crate::place::{folder_of, is_below, passed_over};

/// Names that make a folder a place only where no other place encloses it: every program has such files inside.
const WEAK_MARKS: &[&str] = &[
    "index.html",
    "index.php",
    "config.toml",
    "config.yaml",
    "*.go",
    "*.py",
];

/// Folders with a manifest, in order; importers add those that only declare something.
pub(crate) fn places(tree: &Tree) -> Vec<String> {
    let mut strong: BTreeSet<&str> = BTreeSet::new();
    let mut weak: BTreeSet<&str> = BTreeSet::new();
    for path in tree.paths().filter(|path| !passed_over(path)) {
        let folder = folder_of(path);
        if matches_any(path, WEAK_MARKS) {
            weak.insert(folder);
        } else if LANGUAGES.iter().any(|language| language.is_marked_by(path)) {
            strong.insert(folder);
        }
    }
    // In order of paths a folder comes before those inside it, so the outermost wins.
    for folder in weak {
        if !strong.iter().any(|place| is_below(folder, place)) {
            strong.insert(folder);
        }
    }
    strong.into_iter().map(ToOwned::to_owned).collect()
}
