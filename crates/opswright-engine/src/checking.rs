//! Running the rules over a work tree.

use std::path::Path;

use opswright_check::fix::{Which, apply};
use opswright_diagnostic::Diagnostic;
use opswright_project::is_wanted;
use opswright_source::{Files, Tree};

use crate::failure::{Exit, Failure};
use crate::settings::{self, settings};

/// What to check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Only these rules; empty for all.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Files that were looked at.
    pub files: usize,
    /// Their texts, for rendering.
    pub sources: Files,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

/// Checks the work tree at `root`, or the one file.
pub fn check(root: &Path, scope: &Scope) -> Result<Checked, Failure> {
    for name in scope.select.iter().chain(&scope.ignore) {
        if opswright_check::rule(name).is_none() {
            let reason = format!("there is no rule `{name}`");
            return Err(Failure::new(Exit::Usage, reason, "opswright check --list"));
        }
    }
    let tree = opswright_worktree::walk(root).map_err(|error| {
        Failure::new(
            Exit::Usage,
            format!("{} cannot be read", root.display()),
            "opswright check DIR",
        )
        .because(error.to_string())
    })?;
    let paths = wanted(&tree);
    let (sources, unread) = opswright_worktree::read(root, &paths);
    let mut findings = opswright_check::all(&sources);
    for path in paths.iter().filter(|path| !sources.contains(path)) {
        let size = tree.entries.get(path).map_or(0, |entry| entry.size);
        let why = unread
            .iter()
            .find(|place| place.path == *path)
            .map(|place| place.reason.as_str());
        findings.push(if size > Tree::LARGEST_READ {
            opswright_check::too_large(path, size)
        } else {
            opswright_check::unreadable(path, why.unwrap_or("it is not there any more"))
        });
    }
    for place in &tree.unreadable {
        findings.push(opswright_check::unreadable(&place.path, &place.reason));
    }
    if let Some(file) = sources.get(settings::FILE) {
        findings.extend(settings(file).1);
    }
    findings.retain(|finding| {
        let named = |names: &[String]| names.iter().any(|name| name == finding.rule);
        (scope.select.is_empty() || named(&scope.select)) && !named(&scope.ignore)
    });
    opswright_diagnostic::sort(&mut findings);
    Ok(Checked {
        files: paths.len(),
        sources,
        findings,
    })
}

/// Applies fixes and returns the paths of the files that changed.
pub fn fix(root: &Path, checked: &Checked, which: Which) -> Result<Vec<String>, Failure> {
    let changed = apply(&checked.sources, &checked.findings, which);
    for file in changed.iter() {
        opswright_worktree::write_atomic(root, &file.path, file.text.as_bytes()).map_err(
            |error| {
                Failure::new(
                    Exit::Findings,
                    "a fix could not be written",
                    "opswright check",
                )
                .because(error.to_string())
            },
        )?;
    }
    Ok(changed.iter().map(|file| file.path.clone()).collect())
}

/// Files of a kind that rules know, by their path.
fn wanted(tree: &Tree) -> Vec<String> {
    let known = |path: &&str| is_wanted(path) || *path == settings::FILE;
    tree.paths().filter(known).map(ToOwned::to_owned).collect()
}
