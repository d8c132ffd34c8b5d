//! From bytes to tokens; never fails, and moves forward with every step.

use opswright_source::Range;

use crate::dialect::Dialect;
use crate::parse::SyntaxError;
use crate::token::{Comment, Token, TokenKind};

/// Bytes in which the end of a template hole is looked for.
const LONGEST_HOLE: usize = 500;

/// What the next step found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lexed {
    Token(Token),
    Comment(Comment),
    /// A line for psql that starts here.
    Meta(Range),
    End,
}

/// A place in the text.
#[derive(Debug)]
pub(crate) struct Lexer<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pub(crate) at: usize,
    dialect: Dialect,
    pub(crate) templated: bool,
    pub(crate) errors: Vec<SyntaxError>,
    /// Before this byte no `]` closes a bracket.
    unclosed: usize,
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            dialect,
            templated: false,
            errors: Vec::new(),
            unclosed: 0,
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The next token or comment.
    pub(crate) fn next(&mut self) -> Lexed {
        while self.peek(0).is_ascii_whitespace()
            || (self.peek(0) == 0 && self.at < self.bytes.len())
        {
            self.at += 1;
        }
        let start = self.at;
        if start >= self.bytes.len() {
            return Lexed::End;
        }
        if let Some(comment) = self.comment() {
            return Lexed::Comment(comment);
        }
        if let Some(end) = self.hole_end() {
            return self.hole(end);
        }
        let kind = match self.peek(0) {
            b'\'' => self.quoted(b'\'', self.dialect == Dialect::MySql, TokenKind::Text),
            b'"' if self.dialect == Dialect::MySql => self.quoted(b'"', true, TokenKind::Text),
            b'"' => self.quoted(b'"', false, TokenKind::Quoted),
            b'`' => self.quoted(b'`', false, TokenKind::Quoted),
            b'[' if self.dialect == Dialect::Sqlite => self.bracketed(),
            b'$' if self.dialect != Dialect::MySql => self.dollar(),
            b'\\' if self.dialect == Dialect::PostgreSql => {
                self.at = self.line_end(start);
                return Lexed::Meta(Range::new(start, self.at));
            }
            b'0'..=b'9' => self.number(),
            b'.' if self.peek(1).is_ascii_digit() => self.number(),
            b':' if self.peek(1) == b'\'' || self.peek(1) == b'"' => {
                self.at += 1;
                self.quoted(self.peek(0), false, TokenKind::Parameter)
            }
            b':' if is_word_start(self.peek(1)) && !self.is_cast() => self.parameter(),
            b'@' if is_word_start(self.peek(1)) || self.peek(1) == b'@' => self.parameter(),
            byte if is_word_start(byte) => self.word(),
            byte => {
                self.at += 1;
                TokenKind::Symbol(byte)
            }
        };
        Lexed::Token(Token {
            kind,
            range: Range::new(start, self.at),
        })
    }

    /// Whether the colon before this word is the second of `::`.
    fn is_cast(&self) -> bool {
        self.at > 0 && self.bytes.get(self.at - 1) == Some(&b':')
    }

    fn parameter(&mut self) -> TokenKind {
        self.at += 1;
        while is_word_part(self.peek(0)) || self.peek(0) == b'@' {
            self.at += 1;
        }
        TokenKind::Parameter
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len())
    }

    fn comment(&mut self) -> Option<Comment> {
        let start = self.at;
        let hash = self.dialect == Dialect::MySql && self.peek(0) == b'#';
        if hash || (self.peek(0) == b'-' && self.peek(1) == b'-') {
            let end = self.line_end(start);
            self.at = end;
            let inner = start + if hash { 1 } else { 2 };
            let end = if self.bytes.get(end.wrapping_sub(1)) == Some(&b'\r') {
                (end - 1).max(inner)
            } else {
                end
            };
            return Some(Comment {
                range: Range::new(start, end),
                inner: Range::new(inner, end),
            });
        }
        if self.peek(0) != b'/' || self.peek(1) != b'*' {
            return None;
        }
        let nested = self.dialect == Dialect::PostgreSql;
        let mut depth = 1_usize;
        self.at += 2;
        while depth > 0 && self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'*', b'/') => {
                    depth -= 1;
                    self.at += 2;
                }
                (b'/', b'*') if nested => {
                    depth += 1;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
        }
        let closed = depth == 0;
        if !closed {
            self.error(start, 2, "this comment is never closed");
        }
        let inner_end = if closed { self.at - 2 } else { self.at };
        Some(Comment {
            range: Range::new(start, self.at),
            inner: Range::new(start + 2, inner_end),
        })
    }

    /// From a quote to the one that closes it; a doubled one stands for itself.
    fn quoted(&mut self, quote: u8, escapes: bool, kind: TokenKind) -> TokenKind {
        let start = self.at;
        self.at += 1;
        while self.at < self.bytes.len() {
            let byte = self.peek(0);
            if escapes && byte == b'\\' {
                self.at += 2;
            } else if byte != quote {
                self.at += 1;
            } else if self.peek(1) == quote {
                self.at += 2;
            } else {
                self.at += 1;
                return kind;
            }
        }
        self.at = self.bytes.len();
        self.error(start, 1, "this quote is never closed");
        kind
    }

    fn bracketed(&mut self) -> TokenKind {
        let inside = self.bytes.get(self.at.max(self.unclosed)..);
        let inside = inside.unwrap_or_default();
        let stop = inside
            .iter()
            .position(|byte| matches!(byte, b']' | b'\n'))
            .unwrap_or(inside.len());
        let at = self.at.max(self.unclosed) + stop;
        if self.bytes.get(at) == Some(&b']') {
            self.at = at + 1;
            TokenKind::Quoted
        } else {
            self.unclosed = at;
            self.at += 1;
            TokenKind::Symbol(b'[')
        }
    }

    /// `$tag$ … $tag$`, or `$1`.
    fn dollar(&mut self) -> TokenKind {
        let start = self.at;
        self.at += 1;
        while is_word_part(self.peek(0)) && self.peek(0) != b'$' {
            self.at += 1;
        }
        let numbered = self.bytes.get(start + 1).is_some_and(u8::is_ascii_digit);
        if numbered || self.peek(0) != b'$' {
            return TokenKind::Parameter;
        }
        self.at += 1;
        let tag = self.text.get(start..self.at).unwrap_or("$$");
        let rest = self.text.get(self.at..).unwrap_or("");
        if let Some(length) = rest.find(tag) {
            self.at += length + tag.len();
        } else {
            let length = tag.len();
            self.at = self.bytes.len();
            self.error(start, length, "this dollar quote is never closed");
        }
        TokenKind::Text
    }

    fn number(&mut self) -> TokenKind {
        while self.peek(0).is_ascii_alphanumeric() || matches!(self.peek(0), b'.' | b'_') {
            if self.peek(0) == b'.' && self.peek(1) == b'.' {
                break;
            }
            let exponent =
                matches!(self.peek(0), b'e' | b'E') && matches!(self.peek(1), b'+' | b'-');
            self.at += if exponent { 2 } else { 1 };
        }
        TokenKind::Number
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        loop {
            while is_word_part(self.peek(0)) {
                self.at += 1;
            }
            match self.hole_end() {
                Some(end) => self.at = end,
                None => break,
            }
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        if self.peek(0) == b'\'' && self.dialect != Dialect::Sqlite {
            let prefix = word.to_ascii_uppercase();
            if matches!(prefix.as_slice(), b"E" | b"B" | b"X" | b"N") || word.first() == Some(&b'_')
            {
                return self.quoted(
                    b'\'',
                    prefix == b"E" || self.dialect == Dialect::MySql,
                    TokenKind::Text,
                );
            }
        }
        if word.eq_ignore_ascii_case(b"U") && self.peek(0) == b'&' {
            if self.peek(1) == b'\'' {
                self.at += 1;
                return self.quoted(b'\'', false, TokenKind::Text);
            }
            if self.peek(1) == b'"' {
                self.at += 1;
                return self.quoted(b'"', false, TokenKind::Quoted);
            }
        }
        TokenKind::Word
    }

    /// End of the template hole that starts here, if one does.
    fn hole_end(&self) -> Option<usize> {
        let close = match (self.peek(0), self.peek(1)) {
            (b'{', b'{') => "}}",
            (b'{', b'%') => "%}",
            (b'<', b'%') if matches!(self.peek(2), b'=' | b'-' | b' ') => "%>",
            (b'$' | b'#', b'{') | (b'{', b'$') => "}",
            (b'{', second) if second.is_ascii_alphabetic() => "}",
            _ => return None,
        };
        let inside = self.bytes.get(self.at + 2..)?;
        let inside = inside.get(..LONGEST_HOLE).unwrap_or(inside);
        let length = inside
            .windows(close.len())
            .take_while(|window| window.first() != Some(&b'\n'))
            .position(|window| window == close.as_bytes())?;
        Some(self.at + 2 + length + close.len())
    }

    /// A hole where a token could stand. One that steers the template is no part of the text.
    fn hole(&mut self, end: usize) -> Lexed {
        let start = self.at;
        let flyway = matches!(self.peek(0), b'$' | b'#') || self.peek(1) == b'$';
        self.templated |= !flyway;
        let steers = self.peek(1) == b'%' || self.is_alone(start, end);
        self.at = end;
        if steers && !flyway {
            return Lexed::Comment(Comment {
                range: Range::new(start, end),
                inner: Range::at(end),
            });
        }
        while is_word_part(self.peek(0)) {
            self.at += 1;
        }
        if self.hole_end().is_some() {
            self.word();
        }
        Lexed::Token(Token {
            kind: TokenKind::Word,
            range: Range::new(start, self.at),
        })
    }

    /// Whether nothing else stands on the line.
    fn is_alone(&self, start: usize, end: usize) -> bool {
        let before = self.bytes.get(..start).unwrap_or_default();
        let before = before.iter().rev().take_while(|byte| **byte != b'\n');
        let behind = self.bytes.get(end..).unwrap_or_default();
        let behind = behind.iter().take_while(|byte| **byte != b'\n');
        before.chain(behind).all(u8::is_ascii_whitespace)
    }

    fn error(&mut self, start: usize, length: usize, message: &'static str) {
        self.errors.push(SyntaxError {
            range: Range::new(start, start + length),
            message: message.to_owned(),
        });
    }
}

fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

fn is_word_part(byte: u8) -> bool {
    is_word_start(byte) || byte.is_ascii_digit() || byte == b'$'
}
