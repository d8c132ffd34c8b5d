//! Findings as text, in the format that was asked for.

mod checkstyle;
mod concise;
mod full;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod markdown;
mod rdjson;
mod sarif;
mod sonar;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use opswright_source::{Files, LineColumn, LineIndex, Range};

use crate::diagnostic::{Diagnostic, Severity};
use crate::fingerprint::fingerprints;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// With the source lines, for people.
    Human,
    /// Like `Human`, with the page of each rule once.
    Full,
    /// One line each, for grep.
    Concise,
    /// `opswright/check@1`.
    Json,
    /// A finding of `opswright/check@1` on each line.
    JsonLines,
    /// Commands that GitHub shows beside the lines of a change.
    Github,
    /// SARIF 2.1.0, with fixes.
    Sarif,
    /// GitLab's code quality report.
    Gitlab,
    /// `JUnit` XML: a test suite a file.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// reviewdog's diagnostic format.
    Rdjson,
    /// Sonar's generic issues.
    Sonar,
    /// A table for comments on a change.
    Markdown,
}

/// Whether `Format::Human` uses colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// With escape sequences.
    Always,
    /// Plain text.
    Never,
}

/// What keeps a finding from being reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silenced {
    /// A comment in its file, with the reason that it gives.
    Comment(Option<String>),
    /// The baseline.
    Baseline,
}

/// What is written.
#[derive(Debug, Clone, Copy)]
pub struct Outcome<'a> {
    /// The findings, in their order.
    pub findings: &'a [Diagnostic],
    /// Findings that are not reported; only SARIF shows them.
    pub silenced: &'a [(Diagnostic, Silenced)],
    /// The files that findings are about, as far as they were read.
    pub sources: &'a Files,
    /// Names of rules with their pages.
    pub pages: &'a [(&'static str, &'static str)],
}

/// Writes findings without anything that was silenced and without the pages of rules.
pub fn render(
    format: Format,
    diagnostics: &[Diagnostic],
    sources: &Files,
    colour: Colour,
) -> String {
    let outcome = Outcome {
        findings: diagnostics,
        silenced: &[],
        sources,
        pages: &[],
    };
    render_outcome(format, &outcome, colour)
}

/// Writes an outcome.
pub fn render_outcome(format: Format, outcome: &Outcome<'_>, colour: Colour) -> String {
    let findings = outcome.findings;
    let all = findings
        .iter()
        .chain(outcome.silenced.iter().map(|(finding, _)| finding));
    let places = Places::new(all, outcome.sources);
    match format {
        Format::Human => human::render(findings, &places, colour),
        Format::Full => full::render(outcome, &places, colour),
        Format::Concise => concise::render(findings, &places),
        Format::Json => json::render(findings, &places),
        Format::JsonLines => json::render_lines(findings, &places),
        Format::Github => github::render(findings, &places),
        Format::Sarif => sarif::render(outcome, &places),
        Format::Gitlab => {
            gitlab::render(findings, &fingerprints(findings, outcome.sources), &places)
        }
        Format::Junit => junit::render(findings, &places),
        Format::Checkstyle => checkstyle::render(findings, &places),
        Format::Rdjson => rdjson::render(findings, &places),
        Format::Sonar => sonar::render(findings, &places),
        Format::Markdown => markdown::render(findings, &places),
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
    fn new(diagnostics: impl Iterator<Item = &'a Diagnostic>, sources: &'a Files) -> Self {
        let paths: BTreeSet<&str> = diagnostics
            .flat_map(|diagnostic| {
                let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
                edits
                    .map(|edit| edit.path.as_str())
                    .chain([diagnostic.path.as_str()])
            })
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
