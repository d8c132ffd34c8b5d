//! A finding's identity over time: what it is about, and not on which line.
//!
//! It covers the rule, the path, the text of the place with blanks folded, and the lines that the place is indented below. Moving a
//! finding within its block, or adding lines above, changes nothing. Equal findings are told apart by their order.

use std::collections::BTreeMap;

use opswright_source::{Files, LineIndex};

use crate::diagnostic::Diagnostic;

/// The fingerprint of each of `diagnostics`, in their order: 32 hexadecimal digits.
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &Files) -> Vec<String> {
    let mut outlines: BTreeMap<&str, Outline<'_>> = BTreeMap::new();
    let mut seen: BTreeMap<u128, u64> = BTreeMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let outline = outlines.entry(&diagnostic.path).or_insert_with(|| {
                let file = sources.get(&diagnostic.path);
                Outline::new(file.map_or("", |file| &file.text))
            });
            let same = content(diagnostic, outline);
            let order = seen.entry(same).or_default();
            *order += 1;
            format!("{:032x}", hash(same, &order.to_le_bytes()))
        })
        .collect()
}

fn content(diagnostic: &Diagnostic, outline: &Outline<'_>) -> u128 {
    let lines = &outline.index;
    let first = lines.line(diagnostic.range.start);
    let start = lines.line_start(first);
    let end = lines.line_start(lines.line(diagnostic.range.end).saturating_add(1));
    let place = outline.text.get(start..end).unwrap_or("");
    let mut state = hash(OFFSET, diagnostic.rule.as_bytes());
    state = hash(state, b"\0");
    state = hash(state, diagnostic.path.as_bytes());
    for word in place.split_whitespace() {
        state = hash(state, b" ");
        state = hash(state, word.as_bytes());
    }
    for line in outline.above(first) {
        state = hash(state, b"\n");
        state = hash(state, line.trim().as_bytes());
    }
    state
}

/// A text with the line that each of its lines is indented below: found once, for all findings in it.
struct Outline<'a> {
    text: &'a str,
    index: LineIndex,
    /// Lines, each with the index of the nearest one above that is indented less.
    lines: Vec<(&'a str, Option<usize>)>,
}

impl<'a> Outline<'a> {
    fn new(text: &'a str) -> Self {
        let mut lines: Vec<(&str, Option<usize>)> = Vec::new();
        // The lines that something may still be indented below, each indented more than the one before.
        let mut open: Vec<(usize, usize)> = Vec::new();
        for line in text.lines() {
            let depth = indentation(line);
            let is_blank = line.trim().is_empty();
            while !is_blank && open.last().is_some_and(|(other, _)| *other >= depth) {
                open.pop();
            }
            lines.push((line, open.last().map(|(_, at)| *at)));
            if !is_blank {
                open.push((depth, lines.len() - 1));
            }
        }
        Self {
            text,
            index: LineIndex::new(text),
            lines,
        }
    }

    /// The lines that the one of this number, from 1, is indented below, the nearest first.
    fn above(&self, number: u32) -> impl Iterator<Item = &'a str> {
        let own = usize::try_from(number).unwrap_or(0).saturating_sub(1);
        let mut next = self.lines.get(own).and_then(|(_, parent)| *parent);
        std::iter::from_fn(move || {
            let (line, parent) = self.lines.get(next?)?;
            next = *parent;
            Some(*line)
        })
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// FNV-1a with 128 bits: nobody gains anything by a collision here.
fn hash(state: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(state, |state, byte| {
        (state ^ u128::from(*byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use opswright_source::{Range, SourceFile};

    use super::*;
    use crate::{Confidence, Severity};

    fn of(text: &str, needle: &str) -> String {
        let mut sources = Files::new();
        sources.insert(SourceFile::from_text("a.yaml", text));
        let start = text.find(needle).expect("the text holds it");
        let diagnostic = Diagnostic {
            rule: "x",
            severity: Severity::Info,
            confidence: Confidence::High,
            path: "a.yaml".to_owned(),
            range: Range::new(start, start + needle.len()),
            message: String::new(),
            evidence: Vec::new(),
            fix: None,
        };
        fingerprints(&[diagnostic.clone(), diagnostic], &sources).join(" ")
    }

    #[test]
    fn moving_changes_nothing_and_another_block_does() {
        let before = of("a:\n  b: 1\n", "b: 1");
        assert_eq!(of("# new\n\na:\n  c: 2\n  b:  1\n", "b:  1"), before);
        assert_ne!(of("x:\n  b: 1\n", "b: 1"), before);
        assert_ne!(of("a:\n  b: 2\n", "b: 2"), before);
        let (first, second) = before.split_once(' ').expect("there are two");
        assert_ne!(first, second);
    }

    #[test]
    fn a_line_is_below_those_that_are_indented_less() {
        let outline = Outline::new("a:\n  b:\n\n      c:\n    d:\n  e:\nf:\n  - g\n");
        let above = |number| outline.above(number).map(str::trim).collect::<Vec<_>>();
        assert_eq!(above(4), ["b:", "a:"]);
        assert_eq!(above(5), ["b:", "a:"]);
        assert_eq!(above(6), ["a:"]);
        assert_eq!(above(7), [""; 0]);
        assert_eq!(above(8), ["f:"]);
        assert_eq!(above(99), [""; 0]);
    }
}
