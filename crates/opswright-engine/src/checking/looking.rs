//! Reading and looking at the files of a folder, on all processors where that pays.

use std::path::Path;

use opswright_check::Session;
use opswright_diagnostic::Diagnostic;
use opswright_project::{Content, Summary, is_text, is_wanted};
use opswright_source::{Entry, Files, SourceFile, Tree};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSlice as _;

use crate::failure::{Exit, Failure};
use crate::settings;

/// Files of a chunk; starting threads for less costs more than it saves.
const CHUNK: usize = 32;

/// What was read.
pub(super) struct Looked {
    /// Files that rules know.
    pub(super) files: usize,
    /// Their texts.
    pub(super) sources: Files,
    /// What the rules say of them.
    pub(super) session: Session,
    /// Findings about what could not be read.
    pub(super) findings: Vec<Diagnostic>,
}

/// Looks at all files below `root`; `stand_in` is taken for the file at its path.
pub(super) fn look(root: &Path, stand_in: Option<SourceFile>) -> Result<Looked, Failure> {
    let tree = opswright_worktree::walk(root).map_err(|error| {
        Failure::new(
            Exit::Usage,
            format!("{} cannot be read", root.display()),
            "opswright check DIR",
        )
        .because(error.to_string())
    })?;
    let mut paths = wanted(&tree);
    if let Some(file) = &stand_in {
        paths.retain(|path| *path != file.path);
    }
    let mut findings: Vec<Diagnostic> = tree
        .unreadable
        .iter()
        .map(|place| opswright_check::unreadable(&place.path, &place.reason))
        .collect();
    let mut looked = if paths.len() <= CHUNK {
        vec![chunk(root, &tree, &paths)]
    } else {
        let chunks: Vec<_> = paths.par_chunks(CHUNK).collect();
        chunks
            .par_iter()
            .map(|paths| chunk(root, &tree, paths))
            .collect()
    };
    if let Some(file) = stand_in {
        let checked = vec![opswright_check::file(&file)];
        looked.push(Chunk {
            files: vec![file],
            checked,
            findings: Vec::new(),
        });
    }
    let mut sources = Files::new();
    let mut checked = Vec::new();
    for mut chunk in looked {
        chunk
            .files
            .into_iter()
            .for_each(|file| sources.insert(file));
        checked.append(&mut chunk.checked);
        findings.append(&mut chunk.findings);
    }
    Ok(Looked {
        files: checked
            .iter()
            .filter(|(summary, findings)| is_known(&summary.path) || !findings.is_empty())
            .count(),
        sources,
        session: Session::of(checked),
        findings,
    })
}

struct Chunk {
    files: Vec<SourceFile>,
    checked: Vec<(Summary, Vec<Diagnostic>)>,
    findings: Vec<Diagnostic>,
}

fn chunk(root: &Path, tree: &Tree, paths: &[String]) -> Chunk {
    let (files, unread) = opswright_worktree::read(root, paths);
    let findings = unread
        .iter()
        .map(|place| {
            let size = tree.entries.get(&place.path).map_or(0, |entry| entry.size);
            if size > Tree::LARGEST_READ {
                opswright_check::too_large(&place.path, size)
            } else {
                opswright_check::unreadable(&place.path, &place.reason)
            }
        })
        .collect();
    let mut kept = Vec::new();
    let mut checked = Vec::new();
    for file in files {
        let looked = opswright_check::file(&file);
        // A text without a secret in it says nothing to anyone, but for the few that other rules ask for.
        let is_asked_for = looked.0.content != Content::None;
        if is_known(&file.path) || !looked.1.is_empty() || is_asked_for {
            kept.push(file);
            checked.push(looked);
        }
    }
    Chunk {
        files: kept,
        checked,
        findings,
    }
}

/// Texts that are longer are not looked at for secrets: a person did not write them.
const LONGEST_TEXT: u64 = 256 * 1024;

/// Files of a kind that rules know, by their path, and texts in which a secret may stand.
fn wanted(tree: &Tree) -> Vec<String> {
    let wanted = |(path, entry): (&String, &Entry)| {
        is_known(path) || (entry.size <= LONGEST_TEXT && is_text(path))
    };
    tree.entries
        .iter()
        .filter(|(path, entry)| wanted((path, entry)))
        .map(|(path, _)| path.clone())
        .collect()
}

fn is_known(path: &str) -> bool {
    is_wanted(path) || path == settings::FILE
}
