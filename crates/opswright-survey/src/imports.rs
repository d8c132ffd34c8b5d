//! Declared intent: files in which a person said how the repository is deployed. One file each, one line each in `IMPORTS`.

mod app_json;
mod compose;
mod copied;
mod dockerfile;
mod env_sample;
mod fly;
mod health_url;
mod portable;
mod process;
mod procfile;
mod railway;
mod render;

use std::collections::BTreeSet;

use opswright_diagnostic::Diagnostic;
use opswright_source::{Files, SourceFile, Tree};

use crate::candidate::Candidate;
use crate::place::passed_over;

/// What importers read.
pub(crate) struct Context<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) files: &'a Files,
}

/// One kind of declared intent.
pub(crate) struct Import {
    /// Whether a path is such a file.
    pub(crate) reads: fn(&str) -> bool,
    /// Adds what one file declares.
    pub(crate) apply: fn(&Context<'_>, &SourceFile, &mut Vec<Candidate>, &mut Vec<Diagnostic>),
}

/// All of them, the most deliberate first: between equals the earlier claim wins.
pub(crate) static IMPORTS: &[Import] = &[
    render::IMPORT,
    railway::IMPORT,
    fly::IMPORT,
    procfile::IMPORT,
    app_json::IMPORT,
    dockerfile::IMPORT,
    compose::IMPORT,
    env_sample::IMPORT,
];

/// Applies every importer to every file that it reads, importers in order, then files by path.
pub(crate) fn apply(
    context: &Context<'_>,
    candidates: &mut Vec<Candidate>,
    findings: &mut Vec<Diagnostic>,
) {
    for import in IMPORTS {
        let declared = context.files.iter().filter(|file| {
            (import.reads)(&file.path) && !passed_over(&file.path) && !is_ours(&file.text)
        });
        for file in declared {
            (import.apply)(context, file, candidates, findings);
        }
    }
}

/// Whether a file was generated from the design: what follows from the facts must not become one.
fn is_ours(text: &str) -> bool {
    text.lines()
        .take(4)
        .any(|line| line.contains("`opswright generate`"))
}

/// Files that another file names and that have no telling name themselves.
pub(crate) fn named_files(tree: &Tree, have: &Files) -> BTreeSet<String> {
    have.iter()
        .filter(|file| (compose::IMPORT.reads)(&file.path))
        .flat_map(compose::dockerfiles)
        .filter(|path| tree.contains(path))
        .collect()
}

/// The candidates in `folder`.
fn at<'c>(
    candidates: &'c mut [Candidate],
    folder: &str,
) -> impl Iterator<Item = &'c mut Candidate> {
    let folder = folder.to_owned();
    candidates
        .iter_mut()
        .filter(move |candidate| candidate.folder == folder)
}

impl Context<'_> {
    /// Whether `path` is in the repository.
    fn has(&self, path: &str) -> bool {
        self.tree.contains(path)
    }
}
