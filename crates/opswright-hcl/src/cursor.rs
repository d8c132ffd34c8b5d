//! Reading a text byte by byte, with faults and a bound on depth.

use std::collections::BTreeMap;

use opswright_source::Range;

use crate::parse::SyntaxError;
use crate::structure::Word;

/// Deeper nesting is no configuration that a person wrote.
const MOST_DEPTH: usize = 100;

/// More faults than this say nothing new.
const MOST_FAULTS: usize = 20;

/// A fault was recorded; what stands here cannot be read on.
#[derive(Debug)]
pub(crate) struct Stop;

pub(crate) type Read<T> = Result<T, Stop>;

/// How faults are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As the grammar says.
    Strict,
    /// The margin tells where an item ends, whatever braces say.
    Recovering,
}

#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
    /// Nothing is read from here on; the end of a heredoc while its parts are read.
    pub(crate) end: usize,
    pub(crate) mode: Mode,
    /// Open brackets in which a line break is white space.
    pub(crate) nesting: usize,
    depth: usize,
    faults: Vec<SyntaxError>,
    /// Whether faults are silent until the next item, since they follow from one that was told.
    pub(crate) muted: bool,
    /// Comments that end with their line, where somebody asked for them.
    pub(crate) comments: Option<Vec<Range>>,
    /// Where each line that could end a heredoc stands last; made when the first heredoc is met.
    last_lines: Option<BTreeMap<&'a str, usize>>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str, mode: Mode) -> Self {
        Self {
            text,
            at: 0,
            end: text.len(),
            mode,
            nesting: 0,
            depth: 0,
            faults: Vec::new(),
            muted: false,
            comments: None,
            last_lines: None,
        }
    }

    pub(crate) fn into_faults(self) -> Vec<SyntaxError> {
        self.faults
    }

    pub(crate) fn fault(&mut self, range: Range, message: impl Into<String>) -> Stop {
        if !self.muted && self.faults.len() < MOST_FAULTS {
            self.faults.push(SyntaxError {
                range,
                message: message.into(),
            });
        }
        self.muted |= self.mode == Mode::Recovering;
        Stop
    }

    /// A fault at what stands here: one character, or the end.
    pub(crate) fn unexpected(&mut self, wanted: &str) -> Stop {
        let range = Range::new(
            self.at,
            self.at + self.peek_char().map_or(0, char::len_utf8),
        );
        let found = match self.peek_char() {
            None => "the end of the file".to_owned(),
            Some('\n' | '\r') => "the end of the line".to_owned(),
            Some(character) => format!("`{character}`"),
        };
        self.fault(range, format!("expected {wanted}, found {found}"))
    }

    /// Goes one level down, unless that is too deep.
    pub(crate) fn enter(&mut self) -> Read<()> {
        if self.depth >= MOST_DEPTH {
            return Err(self.fault(Range::at(self.at), "this is nested too deeply to be read"));
        }
        self.depth += 1;
        Ok(())
    }

    pub(crate) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.byte(self.at)
    }

    pub(crate) fn byte(&self, at: usize) -> Option<u8> {
        (at < self.end)
            .then(|| self.text.as_bytes().get(at).copied())
            .flatten()
    }

    pub(crate) fn peek_char(&self) -> Option<char> {
        self.text.get(self.at..self.end)?.chars().next()
    }

    pub(crate) fn starts_with(&self, start: &str) -> bool {
        self.text
            .get(self.at..self.end)
            .is_some_and(|rest| rest.starts_with(start))
    }

    /// Moves on by `start`, if it stands here.
    pub(crate) fn eat(&mut self, start: &str) -> bool {
        let here = self.starts_with(start);
        if here {
            self.at += start.len();
        }
        here
    }

    /// Skips white space and comments; line breaks too where they mean nothing.
    pub(crate) fn blank(&mut self) {
        if self.nesting > 0 {
            self.blank_lines();
        } else {
            self.skip(false);
        }
    }

    /// Skips white space, comments and line breaks.
    pub(crate) fn blank_lines(&mut self) {
        self.skip(true);
    }

    fn skip(&mut self, lines: bool) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                Some(b'\n') if lines => self.at += 1,
                Some(b'#') => self.line_comment(),
                Some(b'/') if self.byte(self.at + 1) == Some(b'/') => self.line_comment(),
                Some(b'/') if self.byte(self.at + 1) == Some(b'*') => {
                    let start = self.at;
                    let inside = self.text.get(self.at + 2..self.end).unwrap_or("");
                    if let Some(length) = inside.find("*/") {
                        self.at += 2 + length + 2;
                    } else {
                        self.at = self.end;
                        self.fault(Range::new(start, start + 2), "this comment is not closed");
                    }
                }
                // A byte order mark, which editors of Windows write.
                Some(0xEF) if self.at == 0 && self.starts_with("\u{feff}") => self.at += 3,
                _ => return,
            }
        }
    }

    fn line_comment(&mut self) {
        let start = self.at;
        self.skip_line();
        let range = Range::new(start, self.at);
        if let Some(comments) = &mut self.comments {
            comments.push(range);
        }
    }

    /// Moves to the line break, which is not read.
    pub(crate) fn skip_line(&mut self) {
        let rest = self.text.as_bytes().get(self.at..self.end).unwrap_or(&[]);
        self.at += rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len());
    }

    /// Whether `at` is the first byte of its line.
    pub(crate) fn is_margin(&self) -> bool {
        self.at == 0 || self.text.as_bytes().get(self.at - 1) == Some(&b'\n')
    }

    /// The name that stands here.
    pub(crate) fn word(&mut self) -> Option<Word> {
        let rest = self.text.get(self.at..self.end)?;
        let first = rest.chars().next()?;
        if !(first.is_alphabetic() || first == '_') {
            return None;
        }
        let length = rest
            .find(|character: char| {
                !(character.is_alphanumeric() || matches!(character, '_' | '-'))
            })
            .unwrap_or(rest.len());
        let range = Range::new(self.at, self.at + length);
        self.at += length;
        Some(Word {
            text: rest[..length].to_owned(),
            range,
        })
    }

    /// Whether a line that holds nothing but `mark` starts after `at`.
    pub(crate) fn ends_later(&mut self, mark: &str, at: usize) -> bool {
        let text = self.text;
        let lines = self.last_lines.get_or_insert_with(|| {
            let mut start = 0;
            let mut lines = BTreeMap::new();
            for line in text.split_inclusive('\n') {
                let content = line.trim();
                let is_mark = !content.is_empty()
                    && content
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
                if is_mark {
                    lines.insert(content, start);
                }
                start += line.len();
            }
            lines
        });
        lines.get(mark).is_some_and(|last| *last >= at)
    }
}
