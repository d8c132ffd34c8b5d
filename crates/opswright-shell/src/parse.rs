//! From text to a tree.

mod arithmetic;
mod array;
mod compound;
mod expansion;
mod heredoc;
mod list;
mod pattern;
mod redirect;
mod simple;
mod word;

use opswright_source::Range;

use crate::fault::{Fault, FaultKind};
use crate::tree::{Heredoc, Script};

/// Levels of constructs and expansions that are read.
pub const LARGEST_DEPTH: usize = 32;

/// What comes after as many faults is no shell.
const MOST_FAULTS: usize = 64;

/// Reads a script; what cannot be read is left out and a fault.
pub fn parse(text: &str) -> Script {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        closers: Closers::NONE,
        pending: Vec::new(),
        heredocs: Vec::new(),
        faults: Vec::new(),
    };
    let block = parser.block();
    // A here-document that is announced on the last line.
    parser.read_heredocs();
    let mut faults = parser.faults;
    faults.sort_by_key(|fault| fault.range);
    Script {
        block,
        heredocs: parser.heredocs,
        faults,
    }
}

/// A reader of one script.
#[derive(Debug)]
struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    /// What the constructs around wait for.
    closers: Closers,
    /// Here-documents whose bodies begin on the next line, by the place of their announcement.
    pending: Vec<(usize, Range)>,
    heredocs: Vec<Heredoc>,
    faults: Vec<Fault>,
}

/// A set of words and signs that end a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Closers(u16);

impl Closers {
    const NONE: Self = Self(0);
    const THEN: Self = Self(1);
    const ELIF: Self = Self(1 << 1);
    const ELSE: Self = Self(1 << 2);
    const FI: Self = Self(1 << 3);
    const DO: Self = Self(1 << 4);
    const DONE: Self = Self(1 << 5);
    const ESAC: Self = Self(1 << 6);
    const BRACE: Self = Self(1 << 7);
    const PAREN: Self = Self(1 << 8);
    const ARM: Self = Self(1 << 9);
    const BACKQUOTE: Self = Self(1 << 10);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Parser<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn byte_at(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn starts_with(&self, text: &str) -> bool {
        self.text
            .as_bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Steps over one character.
    fn step(&mut self) {
        self.at += 1;
        while self.at < self.text.len() && !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    fn fault(&mut self, range: Range, kind: FaultKind) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { range, kind });
        }
    }

    /// Runs `read` as if the text ended at `end`.
    fn limited<T>(&mut self, end: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let whole = self.text;
        self.text = whole.get(..end).unwrap_or(whole);
        let value = read(self);
        self.text = whole;
        value
    }

    /// Steps over white space, continued lines and comments; line breaks are left.
    fn skip_blanks(&mut self) {
        loop {
            match self.byte() {
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                Some(b'\\') if self.byte_at(1) == Some(b'\n') => self.at += 2,
                Some(b'\\') if self.starts_with("\\\r\n") => self.at += 3,
                Some(b'#') => {
                    let rest = self.rest();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                _ => return,
            }
        }
    }

    /// Steps over white space and line breaks, and takes the here-documents that begin there.
    fn skip_lines(&mut self) {
        loop {
            self.skip_blanks();
            if self.byte() != Some(b'\n') {
                return;
            }
            self.line_break();
        }
    }

    fn line_break(&mut self) {
        self.at += 1;
        self.read_heredocs();
    }

    /// Runs `read` one level deeper; what is too deep is not read.
    fn deeper<T: Default>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= LARGEST_DEPTH {
            self.fault(Range::new(self.at, self.text.len()), FaultKind::TooDeep);
            self.at = self.text.len();
            return T::default();
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// Runs `read` where also `closers` end a block.
    fn within<T>(&mut self, closers: Closers, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.closers;
        self.closers = before.and(closers);
        let value = read(self);
        self.closers = before;
        value
    }
}
