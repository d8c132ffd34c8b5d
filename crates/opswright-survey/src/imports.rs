//! Declared intent: files in which a person already said how this is run. It wins over what code suggests.

mod app_json;
mod compose;
mod dockerfile;
mod fly;
mod procfile;
mod render_yaml;

use std::collections::BTreeSet;

use opswright_diagnostic::Diagnostic;
use opswright_source::{Files, SourceFile, Tree};

use crate::Evidence;
use crate::candidate::{Candidate, Strength};
use crate::claims::Ground;
use crate::place::{base_name, folder_of};

/// What importers read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) files: &'a Files,
}

/// A kind of file that declares how something is run.
pub(crate) struct Import {
    /// Whether a path is such a file.
    pub(crate) reads: fn(&str) -> bool,
    /// Whether a folder with such a file may hold a workload.
    pub(crate) makes_places: bool,
    /// Adds what the file says to the candidates.
    pub(crate) apply: fn(&SourceFile, &mut Vec<Candidate>, &mut Vec<Diagnostic>),
}

/// All importers; a later one adds to what earlier ones said.
pub(crate) const IMPORTS: &[Import] = &[
    Import {
        reads: procfile::reads,
        makes_places: true,
        apply: procfile::apply,
    },
    Import {
        reads: dockerfile::reads,
        makes_places: false,
        apply: dockerfile::apply,
    },
    Import {
        reads: compose::reads,
        makes_places: false,
        apply: |file, candidates, findings| compose::apply(file, candidates, findings),
    },
    Import {
        reads: fly::reads,
        makes_places: false,
        apply: |file, candidates, findings| fly::apply(file, candidates, findings),
    },
    Import {
        reads: render_yaml::reads,
        makes_places: false,
        apply: |file, candidates, findings| render_yaml::apply(file, candidates, findings),
    },
    Import {
        reads: app_json::reads,
        makes_places: false,
        apply: |file, candidates, findings| app_json::apply(file, candidates, findings),
    },
];

/// Files that others name; none yet.
pub(crate) fn named_files(tree: &Tree, have: &Files) -> BTreeSet<String> {
    let _ = (tree, have);
    BTreeSet::new()
}

/// Lets every importer speak about every file that it reads.
pub(crate) fn apply(
    context: &Context<'_>,
    candidates: &mut Vec<Candidate>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let shown = context
        .files
        .iter()
        .filter(|file| context.tree.contains(&file.path) && !is_ours(&file.text));
    for file in shown {
        for import in IMPORTS.iter().filter(|import| (import.reads)(&file.path)) {
            (import.apply)(file, candidates, diagnostics);
        }
    }
}

/// Whether a file was generated from the design: what follows from the facts must not become one.
fn is_ours(text: &str) -> bool {
    text.lines()
        .take(4)
        .any(|line| line.contains("`opswright generate`"))
}

/// Whether the last part of a path is one of `names`.
fn is_named(path: &str, names: &[&str]) -> bool {
    names.contains(&base_name(path))
}

/// The candidate of the folder that a file lies in; the only one of the repository where the file lies at its root.
fn candidate_of<'a>(path: &str, candidates: &'a mut [Candidate]) -> Option<&'a mut Candidate> {
    let folder = folder_of(path);
    let only = folder.is_empty() && candidates.len() == 1;
    candidates
        .iter_mut()
        .find(|candidate| only || candidate.folder == folder)
}

/// A candidate that only a declaration makes: a program whose language nobody recognised.
fn declared(folder: &str) -> Candidate {
    let mut candidate = Candidate {
        folder: folder.to_owned(),
        ..Candidate::default()
    };
    candidate.raise(Strength::Program);
    candidate
}

/// Claims a start command that a person wrote down.
fn start(candidate: &mut Candidate, command: &str, evidence: Evidence) {
    let command = command.trim();
    if !command.is_empty() {
        candidate.raise(Strength::Program);
        candidate
            .start
            .push(command.to_owned(), Ground::Declared, evidence);
    }
}

/// Claims a port that a person wrote down, and with it that the workload is a web service.
fn port(candidate: &mut Candidate, port: u16, evidence: Evidence) {
    candidate.raise(Strength::Server);
    candidate
        .port
        .push(port, Ground::Declared, evidence.clone());
    candidate
        .kind
        .push("web".to_owned(), Ground::Declared, evidence);
}
