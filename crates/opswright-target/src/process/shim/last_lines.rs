//! The last lines of an instance's output, kept in memory: they are there as evidence even when the disk is full.

use std::collections::VecDeque;

use super::super::secret::Redactor;

/// Lines that become evidence.
const LINES: usize = 30;
/// Bytes of one such line that become evidence.
const SHOWN_BYTES: usize = 500;
/// Bytes of it that are kept: a secret that begins among those shown must be seen whole to be recognised.
const KEPT_BYTES: usize = 16 * 1024;

/// The beginnings of the last lines.
pub(crate) struct LastLines {
    redactor: Redactor,
    lines: VecDeque<Vec<u8>>,
    /// Whether the last of them has not ended.
    is_open: bool,
}

impl LastLines {
    /// None yet.
    pub(crate) fn new(redactor: Redactor) -> Self {
        Self {
            redactor,
            lines: VecDeque::new(),
            is_open: false,
        }
    }

    /// Takes output as it came from the pipe.
    pub(crate) fn take(&mut self, output: &[u8]) {
        for piece in output.split_inclusive(|byte| *byte == b'\n') {
            if !self.is_open {
                self.lines.push_back(Vec::new());
            }
            self.is_open = !piece.ends_with(b"\n");
            if let Some(line) = self.lines.back_mut() {
                let text = piece.strip_suffix(b"\n").unwrap_or(piece);
                let room = KEPT_BYTES.saturating_sub(line.len());
                line.extend_from_slice(text.get(..room).unwrap_or(text));
            }
            if self.lines.len() > LINES {
                self.lines.pop_front();
            }
        }
    }

    /// The lines without secrets, those of several lines included.
    pub(crate) fn shown(&self) -> Vec<String> {
        let lines: Vec<_> = self
            .lines
            .iter()
            .map(|line| String::from_utf8_lossy(line))
            .collect();
        let text = self.redactor.redact(&lines.join("\n"));
        text.lines().map(shorten).collect()
    }
}

/// The beginning of a line that is too long for evidence.
fn shorten(line: &str) -> String {
    if line.len() <= SHOWN_BYTES {
        return line.to_owned();
    }
    let end = line.floor_char_boundary(SHOWN_BYTES);
    format!("{} ...", line.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(secrets: &[&str], pieces: &[&[u8]]) -> Vec<String> {
        let mut last = LastLines::new(Redactor::new(secrets.iter().copied()));
        for piece in pieces {
            last.take(piece);
        }
        last.shown()
    }

    #[test]
    fn lines_are_whole_however_they_come() {
        assert_eq!(
            shown(&[], &[b"a", b"b\n", b"\ncd\ne", b"f"]),
            ["ab", "", "cd", "ef"]
        );
        assert_eq!(shown(&[], &[b"\xff\n"]), ["\u{fffd}"]);
        assert_eq!(shown(&[], &[]), [""; 0]);
    }

    #[test]
    fn secrets_do_not_show_wherever_they_are_split() {
        assert_eq!(
            shown(&["pa55word"], &[b"url=pa55", b"word\n"]),
            ["url=[secret]"]
        );
        let key = "-----BEGIN\nabcdef\nEND-----";
        assert_eq!(
            shown(&[key], &[b"key -----BEGIN\nabc", b"def\nEND-----\n"]),
            ["key [secret]"]
        );
    }

    #[test]
    fn a_secret_at_the_end_of_what_is_shown_is_not_shown_in_part() {
        let line = format!("{}pa55word and more", "x".repeat(SHOWN_BYTES - 4));
        let shown = shown(&["pa55word"], &[line.as_bytes()]).concat();
        assert!(!shown.contains("pa55"), "{shown}");
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let mut last = LastLines::new(Redactor::default());
        for number in 0..5000 {
            last.take(format!("line {number}\n").as_bytes());
        }
        assert_eq!(last.shown().len(), LINES);
        assert_eq!(last.shown().last().map(String::as_str), Some("line 4999"));
        for _ in 0..100 {
            last.take(&[b'x'; 1024]);
        }
        assert_eq!(last.lines.back().map(Vec::len), Some(KEPT_BYTES));
        let cut = format!("{} ...", "x".repeat(SHOWN_BYTES));
        assert_eq!(last.shown().last(), Some(&cut));
    }
}
