//! A finding's identity over time: what it is about, and not on which line.
//!
//! It covers the rule, the path, the text of the place with blanks folded, and the lines that the place is indented below. Moving a
//! finding within its block, or adding lines above, changes nothing. Equal findings are told apart by their order.

use std::collections::BTreeMap;

use opswright_source::{Files, LineIndex};

use crate::diagnostic::Diagnostic;

/// The fingerprint of each of `diagnostics`, in their order: 32 hexadecimal digits.
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &Files) -> Vec<String> {
    let mut indexes: BTreeMap<&str, (&str, LineIndex)> = BTreeMap::new();
    let mut seen: BTreeMap<u128, u64> = BTreeMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let (text, lines) = indexes.entry(&diagnostic.path).or_insert_with(|| {
                let text = sources.get(&diagnostic.path).map_or("", |file| &file.text);
                (text, LineIndex::new(text))
            });
            let same = content(diagnostic, text, lines);
            let order = seen.entry(same).or_default();
            *order += 1;
            format!("{:032x}", hash(same, &order.to_le_bytes()))
        })
        .collect()
}

fn content(diagnostic: &Diagnostic, text: &str, lines: &LineIndex) -> u128 {
    let first = lines.line(diagnostic.range.start);
    let start = lines.line_start(first);
    let end = lines.line_start(lines.line(diagnostic.range.end).saturating_add(1));
    let place = text.get(start..end).unwrap_or("");
    let mut state = hash(OFFSET, diagnostic.rule.as_bytes());
    state = hash(state, b"\0");
    state = hash(state, diagnostic.path.as_bytes());
    for word in place.split_whitespace() {
        state = hash(state, b" ");
        state = hash(state, word.as_bytes());
    }
    for line in above(text.get(..start).unwrap_or(""), indentation(place)) {
        state = hash(state, b"\n");
        state = hash(state, line.trim().as_bytes());
    }
    state
}

/// The nearest line above that is indented less, the nearest above that, and so on.
fn above(text: &str, depth: usize) -> Vec<&str> {
    let mut depth = depth;
    let mut found = Vec::new();
    for line in text.lines().rev() {
        if depth == 0 {
            break;
        }
        if !line.trim().is_empty() && indentation(line) < depth {
            depth = indentation(line);
            found.push(line);
        }
    }
    found
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
}
