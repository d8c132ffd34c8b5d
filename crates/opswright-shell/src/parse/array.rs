//! Arrays and their elements.

use opswright_source::Range;

use super::Parser;
use super::word::Mode;
use crate::fault::FaultKind;
use crate::word::{Part, name_length};

impl Parser<'_> {
    /// Whether the `(` here stands right behind `NAME=`, in the word that begins at `start`.
    pub(super) fn opens_array(&self, start: usize) -> bool {
        let Some(before) = self.text.get(start..self.at) else {
            return false;
        };
        let Some(name) = before.strip_suffix('=') else {
            return false;
        };
        let name = name.strip_suffix('+').unwrap_or(name);
        !name.is_empty() && name_length(name) == name.len()
    }

    pub(super) fn array(&mut self) -> Part {
        let start = self.at;
        self.at += 1;
        let words = self.deeper(|parser| {
            let mut words = Vec::new();
            loop {
                parser.skip_lines();
                let before = parser.at;
                let word = parser.word(Mode::Plain);
                if parser.at == before {
                    return words;
                }
                words.push(word);
            }
        });
        if self.byte() == Some(b')') {
            self.at += 1;
        } else {
            self.fault(Range::new(start, start + 1), FaultKind::Missing("(", ")"));
        }
        Part::Array(Range::new(start, self.at), words)
    }

    /// Where the index in `NAME[index]=` ends; the place here where there is none.
    pub(super) fn element_end(&self) -> usize {
        let rest = self.rest();
        let length = name_length(rest);
        let bytes = rest.as_bytes();
        if length == 0 || bytes.get(length) != Some(&b'[') {
            return self.at;
        }
        let mut depth = 0_usize;
        for (at, byte) in bytes.iter().enumerate().skip(length).take(256) {
            match byte {
                b'[' => depth += 1,
                b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        let sets = rest
                            .get(at + 1..)
                            .is_some_and(|after| after.starts_with('=') || after.starts_with("+="));
                        return if sets { self.at + at } else { self.at };
                    }
                }
                b'\n' => break,
                _ => {}
            }
        }
        self.at
    }
}
