//! What survey reports: files it could not read, and intents that contradict each other or the code.

use opswright_diagnostic::{Confidence, Diagnostic, Severity};
use opswright_source::{Files, Range, SourceFile, Tree};

use crate::Evidence;
use crate::reading::too_large;

/// A manifest whose syntax is broken.
pub(crate) fn broken(file: &SourceFile, range: Range, message: &str) -> Diagnostic {
    Diagnostic {
        rule: "broken-manifest",
        severity: Severity::Error,
        confidence: Confidence::High,
        path: file.path.clone(),
        range,
        message: format!(
            "this file cannot be read: {}",
            message.trim_end_matches('.')
        ),
        evidence: Vec::new(),
        fix: None,
    }
}

/// Two places that say different things; the finding lies on the first.
pub(crate) fn contradiction(
    rule: &'static str,
    files: &Files,
    places: &[Evidence],
    message: String,
) -> Diagnostic {
    let first = places.first();
    let path = first.map_or_else(String::new, |place| place.path.clone());
    let range = first.map_or(Range::at(0), |place| line_range(files, place));
    Diagnostic {
        rule,
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        path,
        range,
        message,
        evidence: places
            .iter()
            .map(|place| format!("{}:{}", place.path, place.line))
            .collect(),
        fix: None,
    }
}

fn line_range(files: &Files, place: &Evidence) -> Range {
    let Some(file) = files.get(&place.path) else {
        return Range::at(0);
    };
    let mut start = 0;
    for (index, line) in file.text.split_inclusive('\n').enumerate() {
        if index + 1 == place.line as usize {
            return Range::new(start, start + line.trim_end().len());
        }
        start += line.len();
    }
    Range::at(0)
}

/// Places that could not be read, files that are too large, bytes that are no UTF-8.
pub(crate) fn unread(tree: &Tree, files: &Files) -> Vec<Diagnostic> {
    let finding = |rule, path: &str, message: String| Diagnostic {
        rule,
        severity: Severity::Warning,
        confidence: Confidence::High,
        path: path.to_owned(),
        range: Range::at(0),
        message,
        evidence: Vec::new(),
        fix: None,
    };
    let unreadable = tree.unreadable.iter().map(|place| {
        finding(
            "unreadable-path",
            &place.path,
            format!("survey could not look here: {}", place.reason),
        )
    });
    let large = too_large(tree).into_iter().map(|path| {
        let size = tree.entries.get(&path).map_or(0, |entry| entry.size);
        finding(
            "too-large",
            &path,
            format!(
                "this file has {size} bytes and was not read; survey reads up to {} bytes",
                Tree::LARGEST_READ
            ),
        )
    });
    let lossy = files.iter().filter(|file| file.lossy).map(|file| {
        finding(
            "invalid-utf-8",
            &file.path,
            "this file is not UTF-8; the bytes that are none were replaced".to_owned(),
        )
    });
    unreadable.chain(large).chain(lossy).collect()
}
