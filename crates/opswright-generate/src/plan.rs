//! What generation would do to each file, without doing it.

use opswright_design::Design;
use opswright_source::Files;

use crate::{GeneratedFile, Merged, generate, merge};

/// Folder that holds the merge base of each generated file, at the file's own path.
pub const BASE_FOLDER: &str = ".opswright/base";

/// What is done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Write a file that is not there.
    Create,
    /// Replace the text that was generated last.
    Update,
    /// Write what is generated now together with a person's edits.
    Merge,
    /// Nothing to do: the file says what is generated.
    Unchanged,
    /// Leave a person's file, or a person's edits, as they are.
    Keep,
    /// Leave the file: a person and the generator changed the same lines.
    Conflict,
}

/// What generation would do to one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Path from the root.
    pub path: String,
    /// What is done to it.
    pub action: Action,
    /// What to write at `path`; `None` leaves the file as it is.
    pub text: Option<String>,
    /// What to write at `.opswright/base/<path>`, after `text`; `None` leaves the base as it is.
    pub base: Option<String>,
    /// Why: what the file is for, and for a conflict the lines in dispute.
    pub reason: String,
}

/// What generation would do, by path.
///
/// `current` holds the files that are there, `bases` the merge bases under the paths of the files that they belong to
/// (without `.opswright/base/`).
pub fn plan(design: &Design, current: &Files, bases: &Files) -> Vec<PlannedFile> {
    generate(design)
        .into_iter()
        .map(|file| {
            let now = current.get(&file.path).map(|file| file.text.as_str());
            let base = bases.get(&file.path).map(|file| file.text.as_str());
            planned(file, now, base)
        })
        .collect()
}

/// What to do with one generated file.
fn planned(file: GeneratedFile, current: Option<&str>, base: Option<&str>) -> PlannedFile {
    let GeneratedFile { path, text, reason } = file;
    let (action, write, new_base, reason) = match merge(base, &text, current) {
        Merged::Write(merged) if current.is_none() => {
            (Action::Create, Some(merged), Some(text), reason)
        }
        Merged::Write(merged) if merged == text => {
            (Action::Update, Some(merged), Some(text), reason)
        }
        Merged::Write(merged) => (Action::Merge, Some(merged), Some(text), reason),
        Merged::Unchanged => (Action::Unchanged, None, Some(text), reason),
        Merged::Kept if base.is_some() => (Action::Keep, None, Some(text), reason),
        Merged::Kept => (Action::Keep, None, None, reason),
        Merged::Conflict { report } => (Action::Conflict, None, None, report),
    };
    PlannedFile {
        path,
        action,
        text: write,
        base: new_base.filter(|text| base != Some(text.as_str())),
        reason,
    }
}
