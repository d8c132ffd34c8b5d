//! From text to tokens that tile it.

use opswright_source::Range;

use crate::duration::duration_length;
use crate::token::{Token, TokenKind};

/// Cuts `text` into tokens; each byte is in exactly one.
pub(crate) fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        at: 0,
        brackets: 0,
        tokens: Vec::with_capacity(text.len() / 4 + 1),
    };
    while lexer.at < text.len() {
        let (kind, length) = lexer.next();
        let length = length.max(1);
        lexer.tokens.push(Token {
            kind,
            range: Range::new(lexer.at, lexer.at + length),
        });
        lexer.at += length;
    }
    lexer.tokens
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Open `[`: a colon inside them is no part of a word.
    brackets: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn next(&mut self) -> (TokenKind, usize) {
        let rest = self.text.get(self.at..).unwrap_or("");
        let bytes = rest.as_bytes();
        let first = bytes.first().copied().unwrap_or(0);
        match first {
            b' ' | b'\t' | b'\n' | b'\r' => (TokenKind::Blank, run(bytes, is_blank)),
            b'#' => (TokenKind::Comment, run(bytes, |byte| byte != b'\n')),
            b'"' | b'\'' | b'`' => quoted(bytes, first),
            b'0'..=b'9' => number(rest),
            b'.' if bytes.get(1).is_some_and(u8::is_ascii_digit) => number(rest),
            b'[' if variable_in_brackets(bytes) > 0 => self.word(rest),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' => self.word(rest),
            b':' if self.brackets == 0 => self.word(rest),
            _ => self.sign(bytes, rest),
        }
    }

    fn word(&self, rest: &str) -> (TokenKind, usize) {
        let bytes = rest.as_bytes();
        let (mut length, mut variable) = (0, false);
        while let Some(byte) = bytes.get(length) {
            let part = match byte {
                b'$' => variable_length(&bytes[length..]),
                b'[' => variable_in_brackets(&bytes[length..]),
                b':' if self.brackets > 0 => 0,
                byte if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':') => 1,
                _ => 0,
            };
            if part == 0 {
                break;
            }
            variable |= matches!(byte, b'$' | b'[');
            length += part;
        }
        match (length, variable) {
            (0, _) => (TokenKind::Unknown, 1),
            (_, true) => (TokenKind::Variable, length),
            (_, false) => (TokenKind::Identifier, length),
        }
    }

    fn sign(&mut self, bytes: &[u8], rest: &str) -> (TokenKind, usize) {
        let second = bytes.get(1).copied();
        let (kind, length) = match (bytes.first().copied().unwrap_or(0), second) {
            (b'=', Some(b'=')) => (TokenKind::Equal, 2),
            (b'=', Some(b'~')) => (TokenKind::Matches, 2),
            (b'=', _) => (TokenKind::Equals, 1),
            (b'!', Some(b'=')) => (TokenKind::NotEqual, 2),
            (b'!', Some(b'~')) => (TokenKind::MatchesNot, 2),
            (b'<', Some(b'=')) => (TokenKind::LessOrEqual, 2),
            (b'<', Some(b'/')) => (TokenKind::TrimUpper, 2),
            (b'<', _) => (TokenKind::Less, 1),
            (b'>', Some(b'=')) => (TokenKind::GreaterOrEqual, 2),
            (b'>', Some(b'/')) => (TokenKind::TrimLower, 2),
            (b'>', _) => (TokenKind::Greater, 1),
            (b'+', _) => (TokenKind::Plus, 1),
            (b'-', _) => (TokenKind::Minus, 1),
            (b'*', _) => (TokenKind::Times, 1),
            (b'/', _) => (TokenKind::Divide, 1),
            (b'%', _) => (TokenKind::Modulo, 1),
            (b'^', _) => (TokenKind::Power, 1),
            (b'(', _) => (TokenKind::LeftParenthesis, 1),
            (b')', _) => (TokenKind::RightParenthesis, 1),
            (b'{', _) => (TokenKind::LeftBrace, 1),
            (b'}', _) => (TokenKind::RightBrace, 1),
            (b'[', _) => (TokenKind::LeftBracket, 1),
            (b']', _) => (TokenKind::RightBracket, 1),
            (b',', _) => (TokenKind::Comma, 1),
            (b':', _) => (TokenKind::Colon, 1),
            (b'@', _) => (TokenKind::At, 1),
            _ => (
                TokenKind::Unknown,
                rest.chars().next().map_or(1, char::len_utf8),
            ),
        };
        match kind {
            TokenKind::LeftBracket => self.brackets += 1,
            TokenKind::RightBracket => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        (kind, length)
    }
}

fn run(bytes: &[u8], within: impl Fn(u8) -> bool) -> usize {
    bytes
        .iter()
        .position(|byte| !within(*byte))
        .unwrap_or(bytes.len())
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Text to its closing quote; only backticks go over lines.
fn quoted(bytes: &[u8], quote: u8) -> (TokenKind, usize) {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match *byte {
            byte if byte == quote => return (TokenKind::Text, at + 1),
            b'\\' if quote != b'`' => at += 1,
            b'\n' if quote != b'`' => return (TokenKind::Unknown, at),
            _ => {}
        }
        at += 1;
    }
    (TokenKind::Unknown, bytes.len())
}

fn number(rest: &str) -> (TokenKind, usize) {
    let bytes = rest.as_bytes();
    let duration = duration_length(rest);
    let ends = |length: usize| {
        !bytes
            .get(length)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    if duration > 0 && ends(duration) {
        return (TokenKind::Duration, duration);
    }
    if matches!(bytes.get(..2), Some(b"0x" | b"0X")) {
        let length = 2 + run(&bytes[2..], |byte| byte.is_ascii_hexdigit() || byte == b'_');
        return (TokenKind::Number, length);
    }
    let digit = |byte: u8| byte.is_ascii_digit() || byte == b'_';
    let mut length = run(bytes, digit);
    if bytes.get(length) == Some(&b'.') {
        length += 1;
        length += run(&bytes[length..], digit);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let digits = run(bytes.get(length + 1 + sign..).unwrap_or(&[]), digit);
        if digits > 0 {
            length += 1 + sign + digits;
        }
    }
    // A letter right behind makes it no number: `5x`.
    let tail = run(&bytes[length..], |byte| byte.is_ascii_alphanumeric());
    if tail > 0 {
        return (TokenKind::Unknown, length + tail);
    }
    (TokenKind::Number, length)
}

/// Bytes in which the end of a variable is looked for.
const LONGEST_VARIABLE: usize = 200;

/// Length of `$name` or `${…}` at the start; 0 for none.
fn variable_length(bytes: &[u8]) -> usize {
    if bytes.get(1) == Some(&b'{') {
        let inside = bytes.get(2..).unwrap_or_default();
        let inside = inside.get(..LONGEST_VARIABLE).unwrap_or(inside);
        let inside = run(inside, |byte| !matches!(byte, b'}' | b'\n'));
        return if bytes.get(2 + inside) == Some(&b'}') {
            inside + 3
        } else {
            0
        };
    }
    let name = run(&bytes[1..], |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_'
    });
    if name == 0 { 0 } else { name + 1 }
}

/// Length of `[[name]]` at the start; 0 for none.
fn variable_in_brackets(bytes: &[u8]) -> usize {
    if bytes.get(1) != Some(&b'[') {
        return 0;
    }
    let name = run(&bytes[2..], |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':')
    });
    let ends = bytes.get(2 + name..4 + name) == Some(b"]]");
    if name > 0 && ends { name + 4 } else { 0 }
}
