//! Which files survey wants to read, in rounds.

use std::collections::BTreeSet;

use opswright_source::{Files, Tree};

use crate::imports::{self, IMPORTS};
use crate::languages::{LANGUAGES, Language, matches_any};
use crate::place::{Place, is_source, passed_over, rank};
use crate::places::places;

/// Source files read a place at most; entry points and shallow files come first.
const LARGEST_PLACE: usize = 200;

/// Paths that survey still wants, given the files it has; ask again after reading them until nothing is left, three rounds
/// at most. Files larger than [`Tree::LARGEST_READ`] are never asked for.
pub fn wanted(tree: &Tree, have: &Files) -> Vec<String> {
    let mut paths = manifests(tree);
    if have.is_empty() && !paths.is_empty() {
        return readable(tree, have, paths);
    }
    let all = places(tree);
    for folder in &all {
        let place = Place {
            folder,
            tree,
            files: have,
            all: &all,
        };
        paths.extend(sources(&place));
    }
    paths.extend(imports::named_files(tree, have));
    readable(tree, have, paths)
}

/// Files that survey would read but that are too large, in order.
pub(crate) fn too_large(tree: &Tree) -> Vec<String> {
    manifests(tree)
        .into_iter()
        .filter(|path| !is_lock(path) && size(tree, path) > Tree::LARGEST_READ)
        .collect()
}

fn readable(tree: &Tree, have: &Files, paths: BTreeSet<String>) -> Vec<String> {
    paths
        .into_iter()
        .filter(|path| {
            tree.contains(path) && !have.contains(path) && size(tree, path) <= Tree::LARGEST_READ
        })
        .collect()
}

fn size(tree: &Tree, path: &str) -> u64 {
    tree.entries.get(path).map_or(0, |entry| entry.size)
}

/// Lock files may be large by right; only their first lines matter.
fn is_lock(path: &str) -> bool {
    path.contains("lock")
}

/// Files known by name.
fn manifests(tree: &Tree) -> BTreeSet<String> {
    tree.paths()
        .filter(|path| !passed_over(path))
        .filter(|path| {
            LANGUAGES.iter().any(|language| is_manifest(language, path))
                || IMPORTS.iter().any(|import| (import.reads)(path))
        })
        .map(ToOwned::to_owned)
        .collect()
}

fn is_manifest(language: &Language, path: &str) -> bool {
    matches_any(path, language.reads)
        || (language.is_marked_by(path) && !is_source(path, language.extensions))
}

/// Sources of the languages that mark the place.
fn sources(place: &Place<'_>) -> Vec<String> {
    let mut paths: Vec<&str> = Vec::new();
    let marked = LANGUAGES.iter().filter(|language| {
        place
            .tree
            .below(place.folder)
            .filter(|path| crate::place::folder_of(path) == place.folder)
            .any(|path| language.is_marked_by(path))
    });
    for language in marked {
        let mut own: Vec<&str> = place
            .own()
            .filter(|path| is_source(path, language.extensions))
            .collect();
        own.sort_by_key(|path| rank(path));
        own.truncate(LARGEST_PLACE);
        paths.extend(own);
    }
    paths.into_iter().map(|path| place.path(path)).collect()
}
