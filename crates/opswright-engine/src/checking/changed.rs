//! Leaving out findings on lines that are as they were at a commit.

use std::collections::BTreeMap;
use std::path::Path;

use opswright_diagnostic::Diagnostic;
use opswright_source::{Files, LineIndex, SourceFile};
use opswright_worktree::BaseBranch;

use crate::failure::{Exit, Failure};

/// Lines that differ, from 1, the last one included; all of a file that is new.
type Changed = Vec<(u32, u32)>;

/// Keeps the findings on lines that differ from `since`: a branch, a tag, a commit, `HEAD`, also with `~N`.
pub(super) fn retain(
    root: &Path,
    since: &str,
    sources: &Files,
    findings: &mut Vec<Diagnostic>,
) -> Result<(), Failure> {
    let refused = |reason: String| {
        Failure::new(
            Exit::Usage,
            format!("nothing can be compared with `{since}`"),
            "opswright check --since main",
        )
        .because(reason)
    };
    let base = BaseBranch::at(root, since)
        .map_err(|error| refused(error.to_string()))?
        .ok_or_else(|| refused("there is no such commit here, or no git repository".to_owned()))?;
    let mut changed: BTreeMap<String, Changed> = BTreeMap::new();
    for path in findings.iter().map(|finding| &finding.path) {
        if changed.contains_key(path) {
            continue;
        }
        let before = base
            .read(path)
            .map_err(|error| refused(error.to_string()))?;
        let now = sources.get(path).map_or("", |file| file.text.as_str());
        let lines = match before {
            Some(bytes) => lines(&SourceFile::from_bytes(path, bytes).text, now),
            None => vec![(1, u32::MAX)],
        };
        changed.insert(path.clone(), lines);
    }
    findings.retain(|finding| {
        let text = sources
            .get(&finding.path)
            .map_or("", |file| file.text.as_str());
        let index = LineIndex::new(text);
        let (first, last) = (
            index.line(finding.range.start),
            index.line(finding.range.end),
        );
        changed
            .get(&finding.path)
            .is_some_and(|lines| lines.iter().any(|(from, to)| *from <= last && first <= *to))
    });
    Ok(())
}

fn lines(before: &str, now: &str) -> Changed {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    diffy::DiffOptions::new()
        .set_context_len(0)
        .create_patch(before, now)
        .hunks()
        .iter()
        .map(|hunk| {
            let range = hunk.new_range();
            // What was only removed touches the line that follows.
            let last = range.start() + range.len().max(1) - 1;
            (number(range.start()), number(last))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn only_lines_that_differ_are_named() {
        assert_eq!(lines("a\nb\nc\n", "a\nB\nc\nd\n"), [(2, 2), (4, 4)]);
        assert!(lines("a\n", "a\n").is_empty());
    }
}
