//! Words: quotes, patterns, and where they end.

use opswright_source::Range;

use super::{Closers, Parser};
use crate::fault::FaultKind;
use crate::word::{Form, Part, Word};

/// Where a word stands, which says what ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Anywhere.
    Plain,
    /// In a command: `NAME=(…)` is a word.
    Argument,
    /// In `[[ … ]]`.
    Test,
    /// Behind `=~`.
    Regex,
}

/// Collects the parts of a word; text between them is added by itself.
struct Collected {
    parts: Vec<Part>,
    literal: usize,
}

impl Collected {
    fn flush(&mut self, at: usize) {
        if at > self.literal {
            self.parts.push(Part::Literal(Range::new(self.literal, at)));
        }
        self.literal = at;
    }

    fn push(&mut self, part: Part) {
        self.flush(part.range().start);
        self.literal = part.range().end;
        self.parts.push(part);
    }
}

impl Parser<'_> {
    /// The word here; empty where none begins.
    pub(super) fn word(&mut self, mode: Mode) -> Word {
        let start = self.at;
        let mut found = Collected {
            parts: Vec::new(),
            literal: start,
        };
        let element = if mode == Mode::Argument {
            self.element_end()
        } else {
            start
        };
        let mut parentheses = 0_usize;
        if mode == Mode::Test {
            let length = self.test_operator();
            self.at += length;
            if length > 0 {
                found.flush(self.at);
                return Word {
                    parts: found.parts,
                    range: Range::new(start, self.at),
                };
            }
        }
        while let Some(byte) = self.byte() {
            let index = self.at < element;
            match (mode, byte) {
                (Mode::Regex, b'(') => parentheses += 1,
                (Mode::Regex, b')') if parentheses > 0 => parentheses -= 1,
                (Mode::Regex, b'|' | b'<' | b'>') => {}
                (Mode::Regex, b' ' | b'\t') if parentheses > 0 => {}
                (Mode::Argument, b'(') if self.opens_array(start) => {
                    let part = self.array();
                    found.push(part);
                    continue;
                }
                _ if index && byte != b'\n' && !matches!(byte, b'$' | b'`' | b'\'' | b'"') => {}
                (_, b'(') if self.follows_glob_sign(start) => {
                    found.flush(self.at - 1);
                    let part = self.extended_glob();
                    found.push(part);
                    continue;
                }
                _ if self.ends_word(mode, byte) => break,
                _ => {
                    if let Some(part) = self.part(&mut found, byte) {
                        found.push(part);
                        continue;
                    }
                    continue;
                }
            }
            self.step();
        }
        found.flush(self.at);
        Word {
            parts: found.parts,
            range: Range::new(start, self.at),
        }
    }

    fn ends_word(&self, mode: Mode, byte: u8) -> bool {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => true,
            b';' => true,
            b'&' | b'|' if mode == Mode::Test => self.byte_at(1) == Some(byte),
            b'<' | b'>' if self.byte_at(1) == Some(b'(') => false,
            b'&' | b'|' | b'<' | b'>' | b'(' | b')' => true,
            b'`' => self.closers.has(Closers::BACKQUOTE),
            _ => false,
        }
    }

    /// The part that begins here, or a step over text.
    fn part(&mut self, found: &mut Collected, byte: u8) -> Option<Part> {
        let start = self.at;
        match byte {
            b'\\' => {
                if self.byte_at(1) == Some(b'\n') {
                    found.flush(start);
                    self.at += 2;
                    found.literal = self.at;
                    return None;
                }
                self.at += 1;
                if self.at < self.text.len() {
                    self.step();
                }
                Some(Part::Escape(Range::new(start, self.at)))
            }
            b'\'' => Some(self.single()),
            b'"' => Some(self.double()),
            b'$' | b'`' => {
                let part = self.deeper(|parser| parser.expansion(false));
                if part.is_none() && self.at == start {
                    self.at += 1;
                }
                part
            }
            b'<' | b'>' => Some(self.substitution(2, Form::Process)),
            b'*' | b'?' => {
                self.at += 1;
                Some(Part::Glob(Range::new(start, self.at)))
            }
            b'[' => {
                let length = self.bracket();
                self.at += length.unwrap_or(1);
                length.map(|_| Part::Glob(Range::new(start, self.at)))
            }
            _ => {
                self.step();
                None
            }
        }
    }

    fn single(&mut self) -> Part {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or("");
        if let Some(length) = rest.find('\'') {
            self.at = start + length + 2;
        } else {
            self.fault(Range::new(start, start + 1), FaultKind::UnclosedQuote('\''));
            self.at = self.text.len();
        }
        Part::Single(Range::new(start, self.at))
    }

    pub(super) fn double(&mut self) -> Part {
        let start = self.at;
        self.at += 1;
        let mut found = Collected {
            parts: Vec::new(),
            literal: self.at,
        };
        loop {
            match self.byte() {
                None => {
                    self.fault(Range::new(start, start + 1), FaultKind::UnclosedQuote('"'));
                    break;
                }
                Some(b'"') => break,
                Some(byte) => self.quoted_part(&mut found, byte),
            }
        }
        found.flush(self.at);
        self.at += usize::from(self.byte() == Some(b'"'));
        Part::Double(Range::new(start, self.at), found.parts)
    }

    /// One step inside double quotes or a here-document.
    fn quoted_part(&mut self, found: &mut Collected, byte: u8) {
        let start = self.at;
        match byte {
            b'\\' if matches!(self.byte_at(1), Some(b'$' | b'`' | b'"' | b'\\' | b'\n')) => {
                self.at += 2;
                found.push(Part::Escape(Range::new(start, self.at)));
            }
            b'`' if self.closers.has(Closers::BACKQUOTE) => self.at += 1,
            b'$' | b'`' => {
                let part = self.deeper(|parser| parser.expansion(true));
                match part {
                    Some(part) => found.push(part),
                    None if self.at == start => self.at += 1,
                    None => {}
                }
            }
            _ => self.step(),
        }
    }

    /// The parts of a here-document.
    pub(super) fn document_parts(&mut self, start: usize, end: usize) -> Vec<Part> {
        self.at = start;
        let mut found = Collected {
            parts: Vec::new(),
            literal: start,
        };
        // Its text is often no shell: what does not end in it is no fault.
        let (before, faults) = (self.closers, self.faults.len());
        self.closers = Closers::NONE;
        self.limited(end, |parser| {
            while let Some(byte) = parser.byte() {
                parser.quoted_part(&mut found, byte);
            }
        });
        self.closers = before;
        self.faults.truncate(faults);
        found.flush(end);
        found.parts
    }

    /// What stands behind an operator in `${…}`, up to the brace.
    pub(super) fn argument(&mut self, quoted: bool) -> Vec<Part> {
        let mut found = Collected {
            parts: Vec::new(),
            literal: self.at,
        };
        while let Some(byte) = self.byte() {
            match byte {
                b'}' => break,
                b'"' => {
                    let part = self.double();
                    found.push(part);
                }
                b'\'' if !quoted => {
                    let part = self.single();
                    found.push(part);
                }
                b'\\' => {
                    let start = self.at;
                    self.at += 1;
                    if self.at < self.text.len() {
                        self.step();
                    }
                    found.push(Part::Escape(Range::new(start, self.at)));
                }
                b'$' | b'`' => self.quoted_part(&mut found, byte),
                _ => self.step(),
            }
        }
        found.flush(self.at);
        found.parts
    }

    /// Length of an operator of `[[ … ]]` that is a word by itself.
    fn test_operator(&self) -> usize {
        match self.byte() {
            Some(b'<' | b'>') if self.byte_at(1) != Some(b'(') => 1,
            Some(b'(' | b')') => 1,
            Some(b'&') if self.byte_at(1) == Some(b'&') => 2,
            Some(b'|') if self.byte_at(1) == Some(b'|') => 2,
            _ => 0,
        }
    }
}
