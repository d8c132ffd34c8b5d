//! A place among the tokens of one statement.

use opswright_source::Range;

use crate::dialect::Dialect;
use crate::fold::fold;
use crate::name::Name;
use crate::parse::SyntaxError;
use crate::token::{Token, TokenKind};

/// Bytes after which what qualifies a name does not grow any more.
const LONGEST_SCHEMA: usize = 256;

/// Reads the tokens of one statement from front to back.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
    tokens: &'a [Token],
    at: usize,
    pub(crate) dialect: Dialect,
    pub(crate) errors: Vec<SyntaxError>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], dialect: Dialect) -> Self {
        Self {
            text,
            tokens,
            at: 0,
            dialect,
            errors: Vec::new(),
        }
    }

    /// Another one at the same place, whose errors are not kept.
    pub(crate) fn new_at(other: &Self) -> Self {
        Self {
            at: other.at,
            errors: Vec::new(),
            ..Self::new(other.text, other.tokens, other.dialect)
        }
    }

    pub(crate) fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    pub(crate) fn ahead(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).copied()
    }

    pub(crate) fn at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(crate) fn bump(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    /// Where the next token starts, or the last one ended.
    pub(crate) fn here(&self) -> usize {
        match self.peek() {
            Some(token) => token.range.start,
            None => self.last_end(),
        }
    }

    /// Where the last token that was read ended.
    pub(crate) fn last_end(&self) -> usize {
        self.at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(0, |token| token.range.end)
    }

    pub(crate) fn slice(&self, token: Token) -> &'a str {
        self.text
            .get(token.range.start..token.range.end)
            .unwrap_or("")
    }

    /// Whether the token `ahead` is this keyword.
    pub(crate) fn nth_is(&self, ahead: usize, word: &str) -> bool {
        self.ahead(ahead).is_some_and(|token| {
            token.kind == TokenKind::Word && self.slice(token).eq_ignore_ascii_case(word)
        })
    }

    pub(crate) fn is(&self, word: &str) -> bool {
        self.nth_is(0, word)
    }

    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub(crate) fn is_symbol(&self, symbol: u8) -> bool {
        self.peek()
            .is_some_and(|token| token.kind == TokenKind::Symbol(symbol))
    }

    /// Reads these keywords if all of them follow; their range.
    pub(crate) fn eat(&mut self, words: &[&str]) -> Option<Range> {
        if !words
            .iter()
            .enumerate()
            .all(|(ahead, word)| self.nth_is(ahead, word))
        {
            return None;
        }
        let start = self.here();
        self.at += words.len();
        Some(Range::new(start, self.last_end()))
    }

    pub(crate) fn eat_symbol(&mut self, symbol: u8) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    /// The next word in upper case, read.
    pub(crate) fn word(&mut self) -> String {
        self.bump()
            .map(|token| self.slice(token).to_ascii_uppercase())
            .unwrap_or_default()
    }

    /// Says once a statement that something else was expected here.
    pub(crate) fn expected(&mut self, what: &str) {
        if !self.errors.is_empty() {
            return;
        }
        let (range, found) = match self.peek() {
            Some(token) => (token.range, format!("`{}`", first_line(self.slice(token)))),
            None => (
                Range::new(self.last_end().saturating_sub(1), self.last_end()),
                "the end of the statement".to_owned(),
            ),
        };
        let range = if range.slice(self.text).is_empty() {
            Range::at(range.end)
        } else {
            range
        };
        self.errors.push(SyntaxError {
            range,
            message: format!("{what} was expected here, not {found}"),
        });
    }

    /// A name, qualified or not; nothing is read where none stands.
    pub(crate) fn name(&mut self) -> Option<Name> {
        let first = self.peek().filter(|token| is_name(*token, self.dialect))?;
        let start = first.range.start;
        self.at += 1;
        let mut last = fold(self.slice(first), first.kind);
        let mut schema: Option<String> = None;
        while self.is_symbol(b'.') {
            let Some(next) = self.ahead(1).filter(|token| is_name(*token, self.dialect)) else {
                break;
            };
            self.at += 2;
            let part = fold(self.slice(next), next.kind);
            let before = std::mem::replace(&mut last, part);
            schema = Some(match schema {
                // No database has deeper names; the rest of one is read and left out, so that time stays linear.
                Some(schema) if schema.len() > LONGEST_SCHEMA => schema,
                Some(schema) => format!("{schema}.{before}"),
                None => before,
            });
        }
        Some(Name {
            schema,
            last,
            range: Range::new(start, self.last_end()),
        })
    }

    /// A name that has to stand here.
    pub(crate) fn need_name(&mut self, what: &str) -> Name {
        if let Some(name) = self.name() {
            return name;
        }
        self.expected(what);
        Name {
            range: Range::at(self.here()),
            ..Name::default()
        }
    }

    /// Names with commas between.
    pub(crate) fn names(&mut self, what: &str) -> Vec<Name> {
        let mut names = vec![self.need_name(what)];
        while self.eat_symbol(b',') {
            names.push(self.need_name(what));
        }
        names
    }

    /// What stands in parentheses, read whole; `None` where none opens here.
    pub(crate) fn group(&mut self) -> Option<Range> {
        if !self.is_symbol(b'(') && !self.is_symbol(b'[') {
            return None;
        }
        let start = self.here();
        let mut depth = 0_usize;
        while let Some(token) = self.bump() {
            match token.kind {
                TokenKind::Symbol(b'(' | b'[') => depth += 1,
                TokenKind::Symbol(b')' | b']') => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        Some(Range::new(start, self.last_end()))
    }

    /// One token, or what stands in parentheses.
    pub(crate) fn skip(&mut self) {
        if self.group().is_none() {
            self.at += 1;
        }
    }

    /// Reads up to a keyword of `words`, a comma, a closing parenthesis or the end, past parentheses.
    pub(crate) fn skip_to(&mut self, words: &[&str]) -> Range {
        let start = self.here();
        while !self.at_end()
            && !self.is_symbol(b',')
            && !self.is_symbol(b')')
            && !self.is_any(words)
        {
            self.skip();
        }
        Range::new(start, self.last_end().max(start))
    }

    /// Reads up to a keyword of `words`, past everything else and past parentheses; whether one was found.
    pub(crate) fn find(&mut self, words: &[&str]) -> bool {
        while !self.at_end() {
            if self.is_any(words) {
                return true;
            }
            self.skip();
        }
        false
    }

    /// `CASE … END`, if one begins here.
    pub(crate) fn skip_case(&mut self) {
        let mut depth = 0_usize;
        while !self.at_end() {
            if self.is("CASE") {
                depth += 1;
            } else if self.is("END") {
                depth = depth.saturating_sub(1);
            }
            if depth == 0 {
                break;
            }
            self.skip();
        }
    }

    pub(crate) fn skip_all(&mut self) {
        self.at = self.tokens.len();
    }
}

fn is_name(token: Token, dialect: Dialect) -> bool {
    match token.kind {
        TokenKind::Word | TokenKind::Quoted => true,
        // Variables of psql stand for names, too; MySQL takes strings as names in some places.
        TokenKind::Parameter => true,
        TokenKind::Text => dialect == Dialect::MySql,
        _ => false,
    }
}

fn first_line(text: &str) -> &str {
    let line = text.lines().next().unwrap_or("");
    line.char_indices()
        .nth(40)
        .map_or(line, |(at, _)| line.get(..at).unwrap_or(line))
}
