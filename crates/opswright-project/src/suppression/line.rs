//! A file line by line, with the comment that a line holds.

use opswright_source::Range;

/// What opens a comment, in the formats that are read.
const OPENERS: &[&str] = &["#", "--", "//", "/*", "<!--", "{{-", "{{", ";"];

/// One line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// The text without the line break and blanks at the end.
    pub(super) text: &'a str,
    /// Its bytes.
    pub(super) range: Range,
}

impl<'a> Line<'a> {
    /// Whether nothing but a comment stands on it.
    pub(super) fn is_comment(&self) -> bool {
        let text = self.text.trim_start();
        OPENERS
            .iter()
            .filter(|opener| !opener.starts_with("{{"))
            .any(|opener| text.starts_with(opener))
            || text.starts_with("{{/*")
            || text.starts_with("{{- /*")
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Blanks before the first other character.
    pub(super) fn indentation(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// The words after `mark` in a comment of this line, and where the comment starts.
    pub(super) fn after(&self, mark: &str) -> Option<(usize, &'a str)> {
        let (at, _) = self.text.match_indices(mark).find(|(at, _)| {
            let before = self.text.get(..*at).unwrap_or("").trim_end();
            OPENERS.iter().any(|opener| before.ends_with(opener))
                || before.ends_with("/*")
                || before.ends_with("# checkov")
        })?;
        let before = self.text.get(..at)?.trim_end();
        let opener = OPENERS
            .iter()
            .filter(|opener| before.ends_with(**opener))
            .map(|opener| opener.len())
            .max()
            .unwrap_or(0);
        let words = self.text.get(at + mark.len()..)?;
        let words = ["*/}}", "*/ -}}", "*/", "-->"]
            .iter()
            .find_map(|end| words.split_once(end).map(|(words, _)| words))
            .unwrap_or(words);
        Some((before.len() - opener, words.trim()))
    }
}

/// All lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let content = line.trim_end();
            let range = Range::new(start, start + content.len());
            start += line.len();
            Line {
                text: content,
                range,
            }
        })
        .collect()
}
