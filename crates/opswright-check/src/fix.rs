//! Applying fixes to a set of files, until none is left to apply.
//!
//! A fix is applied whole or not at all. It is withdrawn where its file would be read with more faults than before, where its
//! finding would stay, or where it would cause another finding that fails a run.

use std::collections::{BTreeMap, BTreeSet};

use opswright_diagnostic::{Diagnostic, FileEdit, Safety, Severity};
use opswright_project::parse;
use opswright_source::{Edit, Files, Range, SourceFile, apply_edits};

use crate::check::file;
use crate::scope::Scope;
use crate::session::Session;

/// More rounds than any real file takes; each applies or withdraws at least one fix.
const MOST_ROUNDS: usize = 200;

/// What came of fixing.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// All files afterwards, new ones included.
    pub files: Files,
    /// Paths of the files that differ from before.
    pub changed: Vec<String>,
    /// Findings whose fix was applied, with the places they had when they were found.
    pub applied: Vec<Diagnostic>,
    /// Findings whose fix was taken back.
    pub withdrawn: Vec<Diagnostic>,
    /// Findings that are left.
    pub remaining: Vec<Diagnostic>,
}

/// Whether a finding has a fix that may be applied unread.
pub fn is_safe(diagnostic: &Diagnostic) -> bool {
    diagnostic
        .fix
        .as_ref()
        .is_some_and(|fix| fix.safety == Safety::Safe && !fix.edits.is_empty())
}

/// Whether a finding has a fix that can be applied, safe or not.
pub fn is_fixable(diagnostic: &Diagnostic) -> bool {
    diagnostic
        .fix
        .as_ref()
        .is_some_and(|fix| !fix.edits.is_empty())
}

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that keep what was meant.
    Safe,
    /// Those that may change behaviour, too.
    SafeAndUnsafe,
}

/// The files that change when the fixes of `findings` are applied to `files`, new files included.
pub fn apply(files: &Files, findings: &[Diagnostic], which: Which) -> Files {
    let chosen = |finding: &Diagnostic| {
        (is_safe(finding) || which == Which::SafeAndUnsafe)
            && findings.iter().any(|asked| is_same(asked, finding))
    };
    let fixed = settle(files, &chosen);
    let mut changed = Files::new();
    for file in fixed
        .changed
        .iter()
        .filter_map(|path| fixed.files.get(path))
    {
        changed.insert(file.clone());
    }
    changed
}

/// Applies the fixes of all findings in `files` that `chosen` accepts ([`is_safe`], [`is_fixable`]), until none is left.
pub fn settle(files: &Files, chosen: &dyn Fn(&Diagnostic) -> bool) -> Fixed {
    let mut state = State::of(files);
    for _ in 0..MOST_ROUNDS {
        let round = state.round(chosen);
        if round.is_empty() {
            break;
        }
        state.take_what_works(&round);
    }
    let changed = state
        .files
        .iter()
        .filter(|file| files.get(&file.path) != Some(file))
        .map(|file| file.path.clone())
        .collect();
    Fixed {
        files: state.files,
        changed,
        applied: state.applied,
        withdrawn: state.withdrawn,
        remaining: state.findings,
    }
}

struct State {
    files: Files,
    session: Session,
    findings: Vec<Diagnostic>,
    applied: Vec<Diagnostic>,
    withdrawn: Vec<Diagnostic>,
}

impl State {
    fn of(files: &Files) -> Self {
        let session = Session::of(files.iter().map(file).collect());
        Self {
            files: files.clone(),
            findings: session.findings(&Scope::everything()),
            session,
            applied: Vec::new(),
            withdrawn: Vec::new(),
        }
    }

    /// Together where that works; else in halves, so that a bad fix takes no good one with it. A fix whose file another one
    /// has changed waits for the next round.
    fn take_what_works(&mut self, round: &[Diagnostic]) {
        if self.take(round) {
            return;
        }
        if let [only] = round {
            self.withdrawn.push(only.clone());
            return;
        }
        let (first, second) = round.split_at(round.len() / 2);
        let before = self.applied.len();
        self.take_what_works(first);
        let touched: BTreeSet<String> = self.applied[before..]
            .iter()
            .flat_map(paths)
            .map(str::to_owned)
            .collect();
        let untouched: Vec<Diagnostic> = second
            .iter()
            .filter(|finding| !paths(finding).any(|path| touched.contains(path)))
            .cloned()
            .collect();
        if !untouched.is_empty() {
            self.take_what_works(&untouched);
        }
    }

    /// Findings whose fixes do not touch each other, in order.
    fn round(&self, chosen: &dyn Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let mut taken: BTreeMap<&str, Vec<Range>> = BTreeMap::new();
        let mut round = Vec::new();
        for finding in &self.findings {
            let edits: &[FileEdit] = finding.fix.as_ref().map_or(&[], |fix| &fix.edits);
            let free = edits.iter().all(|edit| {
                taken.get(edit.path.as_str()).is_none_or(|ranges| {
                    !ranges.iter().any(|range| range.overlaps(edit.edit.range))
                })
            });
            let again = self.withdrawn.iter().any(|other| is_same(other, finding));
            if edits.is_empty() || !free || again || !chosen(finding) {
                continue;
            }
            for edit in edits {
                taken.entry(&edit.path).or_default().push(edit.edit.range);
            }
            round.push(finding.clone());
        }
        round
    }

    /// Applies the fixes of `round` if all goes well; else changes nothing.
    fn take(&mut self, round: &[Diagnostic]) -> bool {
        let Some(edited) = edited(&self.files, round) else {
            return false;
        };
        let before: Vec<(&str, _)> = edited
            .iter()
            .map(|file| (file.path.as_str(), self.session.change(file)))
            .collect();
        let findings = self.session.findings(&Scope::everything());
        let gone = round.iter().all(|fixed| {
            count(&findings, |other| {
                other.rule == fixed.rule && other.path == fixed.path
            }) < count(&self.findings, |other| {
                other.rule == fixed.rule && other.path == fixed.path
            })
        });
        let failing = |findings: &[Diagnostic]| {
            count(findings, |finding| finding.severity >= Severity::Warning)
        };
        if !gone || failing(&findings) > failing(&self.findings) {
            for (path, checked) in before {
                self.session.restore(path, checked);
            }
            return false;
        }
        for file in edited {
            self.files.insert(file);
        }
        self.findings = findings;
        self.applied.extend_from_slice(round);
        true
    }
}

fn count(findings: &[Diagnostic], what: impl Fn(&Diagnostic) -> bool) -> usize {
    findings.iter().filter(|finding| what(finding)).count()
}

/// Whether two findings are the same one, wherever it has moved.
fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.rule == b.rule && a.path == b.path && a.message == b.message
}

/// Paths of the files that the fix of a finding edits.
fn paths(finding: &Diagnostic) -> impl Iterator<Item = &str> {
    finding
        .fix
        .iter()
        .flat_map(|fix| fix.edits.iter().map(|edit| edit.path.as_str()))
}

/// The files that change when all fixes in `round` are applied; `None` where one does not fit or breaks its file.
fn edited(files: &Files, round: &[Diagnostic]) -> Option<Vec<SourceFile>> {
    let mut edits: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    for edit in round
        .iter()
        .filter_map(|finding| finding.fix.as_ref())
        .flat_map(|fix| &fix.edits)
    {
        edits.entry(&edit.path).or_default().push(edit.edit.clone());
    }
    let mut result = Vec::new();
    for (path, own) in edits {
        let before = files
            .get(path)
            .cloned()
            .unwrap_or_else(|| SourceFile::from_text(path, ""));
        let after = SourceFile::from_text(path, &apply_edits(&before.text, &own).ok()?);
        if before.lossy || parse(&after).faults.len() > parse(&before).faults.len() {
            return None;
        }
        result.push(after);
    }
    Some(result)
}

#[cfg(test)]
mod tests {
    use opswright_diagnostic::Fix;

    use super::*;

    fn state(text: &str) -> State {
        let mut files = Files::new();
        files.insert(SourceFile::from_text("compose.yaml", text));
        State::of(&files)
    }

    /// The finding about `version`, with another fix.
    fn finding(state: &State, edit: Edit) -> Diagnostic {
        let mut finding = state
            .findings
            .iter()
            .find(|finding| finding.rule == "obsolete-version")
            .cloned()
            .expect("the file has a version");
        finding.fix = Some(Fix {
            title: String::new(),
            safety: Safety::Safe,
            edits: vec![FileEdit {
                path: "compose.yaml".to_owned(),
                edit,
            }],
        });
        finding
    }

    #[test]
    fn a_fix_that_does_harm_changes_nothing() {
        let text = "version: '3'\nservices: {}\n";
        for (range, with, why) in [
            (Range::new(0, 12), "{[", "the file could not be read"),
            (Range::new(10, 11), "4", "the finding would stay"),
            (Range::new(0, 99), "", "the edit lies outside the file"),
            (
                Range::new(0, 13),
                "x: {a: 1, a: 2}\n",
                "another finding would come",
            ),
        ] {
            let mut state = state(text);
            let edit = Edit {
                range,
                text: with.to_owned(),
            };
            let round = [finding(&state, edit)];
            assert!(!state.take(&round), "{why}");
            assert_eq!(
                state
                    .files
                    .get("compose.yaml")
                    .map(|file| file.text.as_str()),
                Some(text)
            );
        }
    }

    #[test]
    fn fixes_that_touch_the_same_bytes_take_turns() {
        let mut state = state("version: '3'\nservices: {}\n");
        let edit = |range| Edit {
            range,
            text: String::new(),
        };
        let first = finding(&state, edit(Range::new(0, 13)));
        let second = finding(&state, edit(Range::new(5, 20)));
        state.findings = vec![first.clone(), second];
        assert_eq!(state.round(&is_safe), [first]);
    }
}
