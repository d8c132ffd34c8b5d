//! Recall and false findings over the fixtures of one linter.

use std::collections::{BTreeMap, BTreeSet};
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
    /// Those where a wider rule of ours found another fault than the one that the fixture is about.
    beyond: usize,
    /// A line for each miss, each wrong one and each other fault.
    pub(crate) misses: Vec<String>,
}

/// A fixture with what ours say of it.
struct Seen<'f> {
    fixture: &'f Fixture,
    /// Whether a rule of ours is wider than theirs.
    wide: bool,
    /// Whether its table says in what.
    told: bool,
    /// What was found, near the line that is told, in words without names.
    said: BTreeSet<String>,
    findings: Vec<Diagnostic>,
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
            beyond: 0,
            misses: Vec::new(),
        };
        let mut by_rule: BTreeMap<&str, Vec<Seen<'_>>> = BTreeMap::new();
        for fixture in fixtures {
            if let Some(seen) = Seen::of(fixture, &rows) {
                by_rule.entry(&fixture.rule).or_default().push(seen);
            }
        }
        for seen in by_rule.values() {
            tally.count(seen);
        }
        tally
    }

    /// Counts the fixtures of one rule.
    fn count(&mut self, all: &[Seen<'_>]) {
        let (clean, faulty): (Vec<_>, Vec<_>) = all
            .iter()
            .partition(|seen| seen.fixture.expected == Expected::Clean);
        // What a wider rule says of a clean fixture as well does not show that it knows the fault, unless its table says why it
        // sees a fault there too.
        let beside: BTreeSet<&String> = clean.iter().flat_map(|seen| &seen.said).collect();
        // And where it says but one thing of a faulty one, that is the fault, unless it says so of all clean ones.
        let always = |said: &String| clean.iter().all(|seen| seen.said.contains(said));
        let meant: BTreeSet<&String> = faulty
            .iter()
            .filter(|seen| seen.said.len() == 1)
            .flat_map(|seen| &seen.said)
            .filter(|said| !always(said))
            .collect();
        for seen in faulty {
            self.faulty += 1;
            let shows = |said: &String| !seen.wide || seen.told || !beside.contains(said);
            if seen.said.iter().any(shows) {
                self.found += 1;
            } else {
                let line = match seen.fixture.expected {
                    Expected::Found(Some(line)) => format!(", line {line}"),
                    _ => String::new(),
                };
                self.misses.push(format!(
                    "{}: missed {}{line} in {}",
                    self.peer, seen.fixture.rule, seen.fixture.name
                ));
            }
        }
        for seen in clean {
            self.clean += 1;
            let Some(first) = seen.findings.first() else {
                continue;
            };
            let same = seen.said.iter().any(|said| meant.contains(said));
            let wrong = !seen.wide || same && !seen.told;
            let which = if wrong {
                self.wrong += 1;
                "finds nothing"
            } else {
                self.beyond += 1;
                "looks for another fault"
            };
            self.misses.push(format!(
                "{}: {} in {}, where {} {which}: {}",
                self.peer, first.rule, seen.fixture.name, seen.fixture.rule, first.message
            ));
        }
    }
}

impl<'f> Seen<'f> {
    /// Runs our rules; `None` where none stands for the fixture's.
    fn of(fixture: &'f Fixture, rows: &[Row]) -> Option<Self> {
        let ours = ours(fixture, rows);
        if ours.is_empty() {
            return None;
        }
        let mut findings = opswright_check::all(&fixture.files);
        findings.retain(|finding| ours.contains(&finding.rule));
        let line = match fixture.expected {
            Expected::Found(line) => line,
            Expected::Clean => None,
        };
        let said = findings
            .iter()
            .filter(|finding| is_near(finding, fixture, line))
            .map(in_words)
            .collect();
        let wider = rows
            .iter()
            .find(|row| row.peer == fixture.rule && row.relation == Relation::Superset);
        Some(Self {
            fixture,
            wide: wider.is_some(),
            told: wider.is_some_and(|row| !row.note.is_empty()),
            said,
            findings,
        })
    }
}

/// The rule and its message without the name that comes first in it, so that two fixtures can be compared.
fn in_words(finding: &Diagnostic) -> String {
    let mut parts = finding.message.splitn(3, '`');
    let (before, name, after) = (parts.next(), parts.next(), parts.next());
    let kind = name
        .and_then(|name| name.split_once('.'))
        .map_or("", |(kind, _)| kind);
    format!(
        "{}: {}{kind}{}",
        finding.rule,
        before.unwrap_or(""),
        after.unwrap_or("")
    )
}

/// Our rules that should say the same.
fn ours(fixture: &Fixture, rows: &[Row]) -> Vec<&'static str> {
    let any = fixture.rule == "*";
    rows.iter()
        .filter(|row| match fixture.expected {
            Expected::Clean if any => {
                matches!(row.relation, Relation::Exact | Relation::Subset)
            }
            Expected::Clean | Expected::Found(_) => row.peer == fixture.rule,
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
        "{:<20} {:>5} {:>6} {:>6}   {:>7} {:>5} {:>6}   {:>5} {:>5} {:>6}\n",
        "peer", "rules", "mapped", "share", "faulty", "found", "recall", "clean", "wrong", "beyond"
    );
    for tally in tallies {
        let _ = writeln!(
            text,
            "{:<20} {:>5} {:>6} {:>6}   {:>7} {:>5} {:>6}   {:>5} {:>5} {:>6}",
            tally.peer,
            tally.rules,
            tally.mapped,
            percent(tally.mapped, tally.rules),
            tally.faulty,
            tally.found,
            percent(tally.found, tally.faulty),
            tally.clean,
            tally.wrong,
            tally.beyond
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
        assert_eq!((tally.beyond, tally.misses.len()), (0, 3));
        let finding = opswright_check::all(&fixture("", "FROM debian\n", Expected::Clean).files)
            .into_iter()
            .find(|finding| finding.rule == "unpinned-base-image")
            .expect("an image without a tag is a finding");
        assert!(
            !in_words(&finding).contains("debian"),
            "{}",
            in_words(&finding)
        );
        assert_eq!(percent(1, 3), "33.3 %");
        assert_eq!(percent(0, 0), "-");
    }
}
