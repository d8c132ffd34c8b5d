//! Applying fixes: patches that do not overlap, kept only where the file still reads and the finding is gone.

use std::collections::BTreeMap;

use opswright_diagnostic::{Diagnostic, Safety};
use opswright_source::{Edit, Files, Range, SourceFile, apply_edits};

use crate::check::file;

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that keep what was meant.
    Safe,
    /// Those that may change behaviour, too.
    SafeAndUnsafe,
}

/// The files that change, after all fixes of `findings` that fit together.
///
/// A file whose fixes make new faults of its format is left as it was.
pub fn apply(files: &Files, findings: &[Diagnostic], which: Which) -> Files {
    let mut by_path: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    for fix in findings.iter().filter_map(|finding| finding.fix.as_ref()) {
        if fix.safety == Safety::Unsafe && which == Which::Safe {
            continue;
        }
        let fits = fix.edits.iter().all(|edit| {
            let taken = by_path.get(edit.path.as_str());
            !taken.is_some_and(|taken| {
                taken
                    .iter()
                    .any(|other| touches(other.range, edit.edit.range))
            })
        });
        if fits {
            for edit in &fix.edits {
                by_path
                    .entry(&edit.path)
                    .or_default()
                    .push(edit.edit.clone());
            }
        }
    }
    let mut changed = Files::new();
    for (path, edits) in by_path {
        if let Some(after) = files.get(path).and_then(|before| patched(before, &edits)) {
            changed.insert(after);
        }
    }
    changed
}

fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The patched file, unless the patches broke it.
fn patched(before: &SourceFile, edits: &[Edit]) -> Option<SourceFile> {
    let text = apply_edits(&before.text, edits).ok()?;
    let after = SourceFile {
        text,
        ..before.clone()
    };
    let faults = |source: &SourceFile| {
        file(source)
            .1
            .iter()
            .filter(|finding| finding.rule == "syntax-error")
            .count()
    };
    (faults(&after) <= faults(before)).then_some(after)
}
