//! Recall and false findings over the fixtures of one linter.

use std::fmt::Write as _;

use opswright_check::peers::{Relation, Row, table as rows_of};
use opswright_diagnostic::Diagnostic;
use opswright_source::LineIndex;

use super::fixture::{Expected, Fixture};

/// Lines by which two linters may place one fault apart: one points at the key, the other at the value.
const LINES_APART: u32 = 2;

/// The counts of one linter.
#[derive(Debug)]
pub(crate) struct Tally {
    peer: &'static str,
    /// Rules in its table.
    rules: usize,
    /// Those that ours stand for.
    mapped: usize,
    /// Fixtures of mapped rules with the fault.
    faulty: usize,
    /// Those where ours found it.
    found: usize,
    /// Fixtures of mapped rules without the fault.
    clean: usize,
    /// Those where ours found one all the same.
    wrong: usize,
    /// A line for each miss and each wrong one.
    pub(crate) misses: Vec<String>,
}

impl Tally {
    pub(crate) fn of(peer: &'static str, fixtures: &[Fixture]) -> Self {
        let rows = rows_of(peer);
        let mut tally = Self {
            peer,
            rules: rows.len(),
            mapped: rows
                .iter()
                .filter(|row| row.relation != Relation::None)
                .count(),
            faulty: 0,
            found: 0,
            clean: 0,
            wrong: 0,
            misses: Vec::new(),
        };
        for fixture in fixtures {
            tally.count(fixture, &rows);
        }
        tally
    }

    fn count(&mut self, fixture: &Fixture, rows: &[Row]) {
        let ours = ours(fixture, rows);
        if ours.is_empty() {
            return;
        }
        let mut findings = opswright_check::all(&fixture.files);
        findings.retain(|finding| ours.contains(&finding.rule));
        match fixture.expected {
            Expected::Found(line) => {
                self.faulty += 1;
                if findings
                    .iter()
                    .any(|finding| is_near(finding, fixture, line))
                {
                    self.found += 1;
                } else {
                    let line = line
                        .map(|line| format!(", line {line}"))
                        .unwrap_or_default();
                    self.misses.push(format!(
                        "{}: missed {}{line} in {}",
                        self.peer, fixture.rule, fixture.name
                    ));
                }
            }
            Expected::Clean => {
                self.clean += 1;
                if let Some(first) = findings.first() {
                    self.wrong += 1;
                    self.misses.push(format!(
                        "{}: {} in {}, where {} finds nothing: {}",
                        self.peer, first.rule, fixture.name, fixture.rule, first.message
                    ));
                }
            }
        }
    }
}

/// Our rules that should say the same.
fn ours(fixture: &Fixture, rows: &[Row]) -> Vec<&'static str> {
    let any = fixture.rule == "*";
    rows.iter()
        .filter(|row| match fixture.expected {
            Expected::Clean if any => {
                matches!(row.relation, Relation::Exact | Relation::Subset)
            }
            // What ours finds beyond theirs is no mistake.
            Expected::Clean => row.peer == fixture.rule && row.relation != Relation::Superset,
            Expected::Found(_) => row.peer == fixture.rule,
        })
        .flat_map(|row| row.ours.clone())
        .collect()
}

fn is_near(finding: &Diagnostic, fixture: &Fixture, line: Option<u32>) -> bool {
    let Some(line) = line else {
        return true;
    };
    let text = fixture
        .files
        .get(&finding.path)
        .map_or("", |file| &file.text);
    let index = LineIndex::new(text);
    let (first, last) = (
        index.line(finding.range.start),
        index.line(finding.range.end),
    );
    first.saturating_sub(LINES_APART) <= line && line <= last + LINES_APART
}

/// The table for people.
pub(crate) fn table(tallies: &[Tally]) -> String {
    let mut text = format!(
        "{:<20} {:>5} {:>6} {:>6}   {:>7} {:>5} {:>6}   {:>5} {:>5}\n",
        "peer", "rules", "mapped", "share", "faulty", "found", "recall", "clean", "wrong"
    );
    for tally in tallies {
        let _ = writeln!(
            text,
            "{:<20} {:>5} {:>6} {:>6}   {:>7} {:>5} {:>6}   {:>5} {:>5}",
            tally.peer,
            tally.rules,
            tally.mapped,
            percent(tally.mapped, tally.rules),
            tally.faulty,
            tally.found,
            percent(tally.found, tally.faulty),
            tally.clean,
            tally.wrong
        );
    }
    text
}

/// With one decimal; a dash where there is nothing to divide by.
fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    let tenths = part * 1000 / whole;
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use opswright_source::{Files, SourceFile};

    use super::*;

    fn fixture(rule: &str, text: &str, expected: Expected) -> Fixture {
        let mut files = Files::new();
        files.insert(SourceFile::from_text("Dockerfile", text));
        Fixture {
            name: "a".to_owned(),
            rule: rule.to_owned(),
            files,
            expected,
        }
    }

    #[test]
    fn hits_misses_and_false_findings_are_counted() {
        let pinned = "FROM debian:13.6-slim\nUSER 1\n";
        let tally = Tally::of(
            "hadolint",
            &[
                fixture("DL3006", "FROM debian\nUSER 1\n", Expected::Found(Some(1))),
                fixture("DL3006", "FROM debian\nUSER 1\n", Expected::Found(Some(9))),
                fixture("DL3006", pinned, Expected::Found(None)),
                fixture("DL3006", pinned, Expected::Clean),
                fixture("*", "FROM debian\nUSER 1\n", Expected::Clean),
                fixture("DL9999", "FROM debian\n", Expected::Found(None)),
            ],
        );
        assert_eq!((tally.faulty, tally.found), (3, 1));
        assert_eq!((tally.clean, tally.wrong), (2, 1));
        assert_eq!(tally.misses.len(), 3);
        assert_eq!(percent(1, 3), "33.3 %");
        assert_eq!(percent(0, 0), "-");
    }
}
