//! Calls and assignments in tokens, and what their arguments evaluate to when that is plain.

use std::collections::{BTreeMap, BTreeSet};

use opswright_source::{LineIndex, SourceFile};

use crate::Evidence;
use crate::lexer::{Kind, Syntax, Token, tokens};

/// Tokens of an expression that are looked at, brackets counted as one; what is longer is no plain value.
const LONGEST: usize = 512;

/// Tokens after a bracket that is never closed which still belong to it.
const UNCLOSED: usize = 64;

/// A source file as tokens.
pub(crate) struct Code<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) tokens: Vec<Token<'a>>,
    lines: LineIndex,
    /// For the index of an opening bracket that of the closing one.
    closed_by: BTreeMap<usize, usize>,
    words: BTreeSet<&'a str>,
    /// Words before `=` or `:`, with their indices in order.
    before_values: BTreeMap<&'a str, Vec<usize>>,
}

/// `receiver.name(arguments)`; the receiver is the last word before the name, empty where there is none.
#[derive(Debug, Clone)]
pub(crate) struct Call<'t, 'a> {
    pub(crate) receiver: &'a str,
    pub(crate) name: &'a str,
    pub(crate) arguments: Vec<&'t [Token<'a>]>,
    /// Index of the name's token.
    pub(crate) index: usize,
}

impl<'a> Code<'a> {
    /// Reads `file` with `syntax`.
    pub(crate) fn new(file: &'a SourceFile, syntax: &Syntax) -> Self {
        let tokens = tokens(&file.text, syntax);
        Self {
            closed_by: closed_by(&tokens),
            before_values: before_values(&tokens),
            words: tokens
                .iter()
                .filter(|token| token.kind == Kind::Word)
                .map(|token| token.text)
                .collect(),
            lines: LineIndex::new(&file.text),
            tokens,
            file,
        }
    }

    /// Whether `word` stands anywhere outside of texts.
    pub(crate) fn mentions(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Index of the bracket that closes the one at `open`.
    pub(crate) fn close_of(&self, open: usize) -> Option<usize> {
        self.closed_by.get(&open).copied()
    }

    /// The place of the byte `at`.
    pub(crate) fn evidence(&self, at: usize) -> Evidence {
        Evidence {
            path: self.file.path.clone(),
            line: self.lines.line(at),
        }
    }

    /// The place of the token at `index`.
    pub(crate) fn token_evidence(&self, index: usize) -> Evidence {
        self.evidence(self.tokens.get(index).map_or(0, |token| token.at))
    }

    /// All calls, also macro calls (`name!(...)`) and constructors, in order of the text.
    pub(crate) fn calls(&self) -> impl Iterator<Item = Call<'_, 'a>> {
        (0..self.tokens.len()).filter_map(|index| self.call_at(index))
    }

    fn call_at(&self, index: usize) -> Option<Call<'_, 'a>> {
        let name = self.tokens.get(index)?;
        if name.kind != Kind::Word {
            return None;
        }
        let mut open = index + 1;
        if self.tokens.get(open)?.is("!") {
            open += 1;
        }
        self.tokens.get(open).filter(|token| token.is("("))?;
        Some(Call {
            receiver: self.receiver(index),
            name: name.text,
            arguments: self.list(open),
            index,
        })
    }

    fn receiver(&self, name: usize) -> &'a str {
        let mut before = name;
        while before > 0
            && self
                .tokens
                .get(before - 1)
                .is_some_and(|token| token.is(".") || token.is(":"))
        {
            before -= 1;
        }
        if before == name || before == 0 {
            return "";
        }
        self.tokens
            .get(before - 1)
            .filter(|token| token.kind == Kind::Word)
            .map_or("", |token| token.text)
    }

    /// Parts between commas inside the bracket at `open`.
    pub(crate) fn list(&self, open: usize) -> Vec<&[Token<'a>]> {
        let close = self.close_of(open);
        let last = close.unwrap_or((open + UNCLOSED).min(self.tokens.len()));
        let mut parts = Vec::new();
        let mut start = open + 1;
        let mut index = start;
        while index < last {
            let Some(token) = self.tokens.get(index) else {
                break;
            };
            if token.is(",") {
                parts.extend(self.tokens.get(start..index));
                start = index + 1;
            }
            index = self.after(index, token).unwrap_or(last);
        }
        if close.is_some() && last > start {
            parts.extend(self.tokens.get(start..last));
        }
        parts
    }

    /// The index after `token` at `index`, or after the bracket that it opens; `None` where that is never closed.
    fn after(&self, index: usize, token: &Token<'_>) -> Option<usize> {
        if opens(token) {
            Some(self.close_of(index)? + 1)
        } else {
            Some(index + 1)
        }
    }

    /// The expression that starts at `start`: until a comma, a semicolon, a closing bracket or a line that does not go on.
    pub(crate) fn expression(&self, start: usize) -> &[Token<'a>] {
        let mut end = start;
        for _ in 0..LONGEST {
            let Some(token) = self.tokens.get(end) else {
                break;
            };
            let new_statement = token.opens_line
                && end > start
                && !goes_on(token)
                && !self.tokens.get(end - 1).is_some_and(goes_on);
            if new_statement || token.is(",") || token.is(";") || closes(token) {
                break;
            }
            end = match self.after(end, token) {
                Some(next) => next,
                None => return self.tokens.get(start..end + 1).unwrap_or(&[]),
            };
        }
        self.tokens.get(start..end).unwrap_or(&[])
    }

    /// What is assigned to `name` (`name = x`, `name := x`, `name: x`, `name: Type = x`), in order of the text.
    pub(crate) fn assignments<'c>(&'c self, name: &str) -> impl Iterator<Item = &'c [Token<'a>]> {
        let places = self.before_values.get(name);
        places
            .into_iter()
            .flatten()
            .filter_map(|index| self.assigned(*index))
    }

    fn assigned(&self, index: usize) -> Option<&[Token<'a>]> {
        let mark = |offset: usize| self.tokens.get(index + offset);
        let is = |offset: usize, text: &str| mark(offset).is_some_and(|token| token.is(text));
        if is(1, "=") && !is(2, "=") && !is(2, ">") {
            return Some(self.expression(index + 2));
        }
        if is(1, ":") && is(2, "=") {
            return Some(self.expression(index + 3));
        }
        if !is(1, ":") || is(2, ":") {
            return None;
        }
        let typed = self.expression(index + 2);
        let equals = typed.iter().position(|token| token.is("="));
        Some(equals.map_or(typed, |at| &typed[at + 1..]))
    }
}

fn closed_by(tokens: &[Token<'_>]) -> BTreeMap<usize, usize> {
    let mut open = Vec::new();
    let mut pairs = BTreeMap::new();
    for (index, token) in tokens.iter().enumerate() {
        if opens(token) {
            open.push(index);
        } else if closes(token)
            && let Some(start) = open.pop()
        {
            pairs.insert(start, index);
        }
    }
    pairs
}

fn before_values<'a>(tokens: &[Token<'a>]) -> BTreeMap<&'a str, Vec<usize>> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, pair) in tokens.windows(2).enumerate() {
        if pair[0].kind == Kind::Word && (pair[1].is("=") || pair[1].is(":")) {
            places.entry(pair[0].text).or_default().push(index);
        }
    }
    places
}

fn opens(token: &Token<'_>) -> bool {
    token.kind == Kind::Mark && matches!(token.text, "(" | "[" | "{")
}

fn closes(token: &Token<'_>) -> bool {
    token.kind == Kind::Mark && matches!(token.text, ")" | "]" | "}")
}

fn goes_on(token: &Token<'_>) -> bool {
    token.kind == Kind::Mark
        && matches!(
            token.text,
            "." | "|" | "?" | "&" | "+" | ":" | "=" | "(" | "[" | "{"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::JAVASCRIPT;

    #[test]
    fn calls_know_receiver_and_arguments() {
        let file = SourceFile::from_text(
            "a.js",
            "const app = f(); app.get('/x', (q, r) => { r.send(1, 2) })",
        );
        let code = Code::new(&file, &JAVASCRIPT);
        let found: Vec<(&str, &str, usize)> = code
            .calls()
            .map(|call| (call.receiver, call.name, call.arguments.len()))
            .collect();
        assert_eq!(found, [("", "f", 0), ("app", "get", 2), ("r", "send", 2)]);
    }

    #[test]
    fn assignments_end_where_the_statement_ends() {
        let file = SourceFile::from_text(
            "a.js",
            "const port = process.env.PORT\n  || 3000\nlet x = 1",
        );
        let code = Code::new(&file, &JAVASCRIPT);
        let texts: Vec<&str> = code
            .assignments("port")
            .flat_map(|tokens| tokens.iter().map(|token| token.text))
            .collect();
        assert_eq!(texts.last(), Some(&"3000"));
    }
}
