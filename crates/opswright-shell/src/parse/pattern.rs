//! File patterns.

use opswright_source::Range;

use super::Parser;
use crate::word::Part;

impl Parser<'_> {
    /// Whether a sign of extended patterns stands before the parenthesis here.
    pub(super) fn follows_glob_sign(&self, start: usize) -> bool {
        self.at > start
            // `name+()` is a definition.
            && self.byte_at(1) != Some(b')')
            && self
                .at
                .checked_sub(1)
                .and_then(|before| self.text.as_bytes().get(before))
                .is_some_and(|byte| matches!(byte, b'@' | b'!' | b'+' | b'?' | b'*'))
    }

    /// `@(…)`; the sign before is taken too.
    pub(super) fn extended_glob(&mut self) -> Part {
        let start = self.at - 1;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        let mut end = self.at + 1;
        for (at, byte) in bytes.iter().enumerate().skip(self.at).take(512) {
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        end = at + 1;
                        break;
                    }
                }
                b'\n' => break,
                _ => {}
            }
        }
        self.at = end;
        Part::Glob(Range::new(start, end))
    }

    /// Length of `[…]`, where it is closed in the same word.
    pub(super) fn bracket(&self) -> Option<usize> {
        let bytes = self.text.as_bytes().get(self.at..)?;
        let mut at = 1;
        if matches!(bytes.get(at), Some(b'!' | b'^')) {
            at += 1;
        }
        if bytes.get(at) == Some(&b']') {
            at += 1;
        }
        while at < 128 {
            match bytes.get(at)? {
                b']' => return Some(at + 1),
                b'[' if bytes.get(at + 1) == Some(&b':') => {
                    let class = bytes
                        .get(at..)?
                        .windows(2)
                        .take(16)
                        .position(|two| two == b":]")?;
                    at += class + 2;
                }
                b' ' | b'\t' | b'\n' | b'\r' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')'
                | b'"' | b'\'' | b'$' | b'`' | b'\\' => return None,
                _ => at += 1,
            }
        }
        None
    }
}
