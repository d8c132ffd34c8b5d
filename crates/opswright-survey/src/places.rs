//! The folders that may hold a workload.

use std::collections::BTreeSet;

use opswright_source::Tree;

use crate::imports::IMPORTS;
use crate::languages::{LANGUAGES, matches_any};
use crate::place::{folder_of, is_below, passed_over};

/// Names that make a folder a place only where no other place encloses it: every program has such files inside.
const WEAK_MARKS: &[&str] = &["index.html", "*.go", "*.py", "*.js", "*.ts"];

/// Folders with a manifest or a declared intent, in order.
pub(crate) fn places(tree: &Tree) -> Vec<String> {
    let mut strong: BTreeSet<&str> = BTreeSet::new();
    let mut weak: BTreeSet<&str> = BTreeSet::new();
    for path in tree.paths().filter(|path| !passed_over(path)) {
        let folder = folder_of(path);
        if matches_any(path, WEAK_MARKS) {
            weak.insert(folder);
        } else if LANGUAGES.iter().any(|language| language.is_marked_by(path))
            || IMPORTS
                .iter()
                .any(|import| import.makes_places && (import.reads)(path))
        {
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
