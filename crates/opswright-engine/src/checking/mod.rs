//! Running the rules over a work tree.

mod baseline;
mod changed;
mod looking;
mod preferences;
mod released;

use std::path::{Path, PathBuf};

use opswright_check::Scope;
use opswright_check::fix::{Which, apply};
use opswright_diagnostic::{Diagnostic, Silenced, fingerprints, sort};
use opswright_source::{Files, SourceFile};

use crate::failure::{Exit, Failure};
use crate::settings;

pub use baseline::BASELINE;
pub use preferences::{Asked, Preferences, preferences};

/// What to check, and how.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The folder.
    pub root: PathBuf,
    /// Only findings in this file of it.
    pub only: Option<String>,
    /// Text that stands for the file of `only`, whatever is on disk.
    pub text: Option<String>,
    /// Only findings on lines that differ from this commit, branch or tag.
    pub since: Option<String>,
    /// What was asked on the command line; the settings of the folder fill what is left open.
    pub asked: Asked,
}

impl Request {
    /// The whole of a folder, as its settings say.
    pub fn of(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            ..Self::default()
        }
    }
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
    /// Findings that a comment accepts or the baseline holds.
    pub silenced: Vec<(Diagnostic, Silenced)>,
    /// Entries of the baseline that nothing matches any more.
    pub stale: usize,
}

/// Checks what is asked for; `today` as `2026-11-25`.
pub fn check(request: &Request, today: &str) -> Result<Checked, Failure> {
    let preferences = preferences(&request.root, &request.asked)?;
    let scope = Scope {
        today: Some(today.to_owned()),
        ..preferences.scope.clone()
    };
    let mut looked = looking::look(&request.root, stand_in(request))?;
    let since = request.since.as_deref();
    let base = released::released(&request.root, since, &looked.session, &looked.sources);
    if let Some(base) = base {
        looked.session = looked.session.with_base(base);
    }
    let settled = looked.session.settled(&scope);
    let mut findings = settled.findings;
    findings.append(&mut looked.findings);
    if let Some(file) = looked.sources.get(settings::FILE) {
        findings.extend(settings::settings(file).1);
    }
    findings.retain(|finding| scope.includes(finding.rule));
    sort(&mut findings);
    if let Some(only) = &request.only {
        findings.retain(|finding| finding.path == *only);
    }
    if let Some(since) = since {
        changed::retain(&request.root, since, &looked.sources, &mut findings)?;
    }
    let mut checked = Checked {
        files: looked.files,
        sources: looked.sources,
        findings,
        silenced: settled.silenced,
        stale: 0,
    };
    if let Some(only) = &request.only {
        checked
            .silenced
            .retain(|(finding, _)| finding.path == *only);
    }
    if !request.asked.without_baseline {
        leave_out_known(request, &preferences, &mut checked)?;
    }
    Ok(checked)
}

fn stand_in(request: &Request) -> Option<SourceFile> {
    let (path, text) = (request.only.as_deref()?, request.text.as_deref()?);
    Some(SourceFile::from_text(path, text))
}

fn leave_out_known(
    request: &Request,
    preferences: &Preferences,
    checked: &mut Checked,
) -> Result<(), Failure> {
    let Some(baseline) = baseline::read(&request.root, preferences.baseline.as_deref())? else {
        return Ok(());
    };
    let prints = fingerprints(&checked.findings, &checked.sources);
    let findings = std::mem::take(&mut checked.findings);
    for (finding, print) in findings.into_iter().zip(&prints) {
        if baseline.contains(print) {
            checked.silenced.push((finding, Silenced::Baseline));
        } else {
            checked.findings.push(finding);
        }
    }
    let is_whole = request.only.is_none() && request.since.is_none();
    if is_whole {
        checked.stale = baseline
            .iter()
            .filter(|print| !prints.contains(print))
            .count();
    }
    Ok(())
}

impl Checked {
    /// How many findings the baseline holds.
    pub fn known(&self) -> usize {
        self.silenced
            .iter()
            .filter(|(_, why)| *why == Silenced::Baseline)
            .count()
    }
}

/// Writes the findings of `checked` as the baseline; gives its path.
pub fn write_baseline(request: &Request, checked: &Checked) -> Result<String, Failure> {
    let preferences = preferences(&request.root, &request.asked)?;
    baseline::write(&request.root, preferences.baseline.as_deref(), checked)
}

/// Applies fixes to the work tree and returns the paths of the files that changed.
pub fn fix(root: &Path, checked: &Checked, which: Which) -> Result<Vec<String>, Failure> {
    let changed = fixed(checked, which);
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

/// The files that fixes would change, as they would be.
pub fn fixed(checked: &Checked, which: Which) -> Files {
    apply(&checked.sources, &checked.findings, which)
}

/// What fixes would change, as a patch.
pub fn difference(checked: &Checked, which: Which) -> String {
    let mut text = String::new();
    for file in fixed(checked, which).iter() {
        let before = checked.sources.get(&file.path);
        let old = before.map_or("/dev/null".to_owned(), |_| format!("a/{}", file.path));
        let patch = diffy::DiffOptions::new()
            .set_original_filename(old)
            .set_modified_filename(format!("b/{}", file.path))
            .create_patch(before.map_or("", |file| &file.text), &file.text)
            .to_string();
        text.push_str(&patch);
    }
    text
}
