//! Findings as text, in the format that was asked for.

mod concise;
mod github;
mod human;
mod json;
mod sarif;

use std::collections::{BTreeMap, BTreeSet};

use opswright_source::{Files, LineColumn, LineIndex, Range};

use crate::diagnostic::{Diagnostic, Severity};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source lines, for people.
    Human,
    /// One line each, for grep.
    Concise,
    /// `opswright/check@1`.
    Json,
    /// Commands that GitHub shows beside the lines of a change.
    Github,
    /// SARIF 2.1.0, with fixes.
    Sarif,
}

/// Whether `Format::Human` uses colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// With escape sequences.
    Always,
    /// Plain text.
    Never,
}

/// Writes `diagnostics` in their order; `sources` holds the files they are about, as far as they were read.
pub fn render(
    format: Format,
    diagnostics: &[Diagnostic],
    sources: &Files,
    colour: Colour,
) -> String {
    let places = Places::new(diagnostics, sources);
    match format {
        Format::Human => human::render(diagnostics, &places, colour),
        Format::Concise => concise::render(diagnostics, &places),
        Format::Json => json::render(diagnostics, &places),
        Format::Github => github::render(diagnostics, &places),
        Format::Sarif => sarif::render(diagnostics, &places),
    }
}

impl Severity {
    /// Its name in every output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Line indexes of the files that findings are about, each made once.
struct Places<'a> {
    indexed: BTreeMap<&'a str, (&'a str, LineIndex)>,
}

impl<'a> Places<'a> {
    fn new(diagnostics: &'a [Diagnostic], sources: &'a Files) -> Self {
        let edits = diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.fix.as_ref())
            .flat_map(|fix| fix.edits.iter().map(|edit| edit.path.as_str()));
        let paths: BTreeSet<&str> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.path.as_str())
            .chain(edits)
            .collect();
        let indexed = paths
            .into_iter()
            .map(|path| {
                let text = sources.get(path).map_or("", |file| file.text.as_str());
                (path, (text, LineIndex::new(text)))
            })
            .collect();
        Self { indexed }
    }

    /// Start and end of a range as people count; line 1, column 1 where the file was not read.
    fn of(&self, path: &str, range: Range) -> (LineColumn, LineColumn) {
        self.indexed.get(path).map_or(
            (
                LineColumn { line: 1, column: 1 },
                LineColumn { line: 1, column: 1 },
            ),
            |(text, index)| {
                (
                    index.line_column(text, range.start),
                    index.line_column(text, range.end),
                )
            },
        )
    }

    /// Text and index of a file.
    fn file(&self, path: &str) -> Option<&(&'a str, LineIndex)> {
        self.indexed.get(path)
    }
}

/// `text` on one line, without characters that steer a terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect()
}
