//! Calls and assignments in tokens, and what their arguments evaluate to when that is plain.

use opswright_source::{LineIndex, SourceFile};

use crate::Evidence;
use crate::lexer::{Kind, Syntax, Token, tokens};

/// A source file as tokens.
pub(crate) struct Code<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) tokens: Vec<Token<'a>>,
    lines: LineIndex,
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
        Self {
            tokens: tokens(&file.text, syntax),
            lines: LineIndex::new(&file.text),
            file,
        }
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
        let mut parts = Vec::new();
        let mut depth = 0_usize;
        let mut start = open + 1;
        for (index, token) in self.tokens.iter().enumerate().skip(open) {
            if opens(token) {
                depth += 1;
            } else if closes(token) {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    if index > start {
                        parts.push(&self.tokens[start..index]);
                    }
                    return parts;
                }
            } else if depth == 1 && token.is(",") {
                parts.push(&self.tokens[start.min(index)..index]);
                start = index + 1;
            }
        }
        parts
    }

    /// The expression that starts at `start`: until a comma, a semicolon, a closing bracket or a line that does not go on.
    pub(crate) fn expression(&self, start: usize) -> &[Token<'a>] {
        let mut depth = 0_usize;
        let mut end = start;
        for (index, token) in self.tokens.iter().enumerate().skip(start) {
            let new_statement = token.opens_line
                && index > start
                && depth == 0
                && !goes_on(token)
                && !self.tokens.get(index - 1).is_some_and(goes_on);
            if new_statement || (depth == 0 && (token.is(",") || token.is(";") || closes(token))) {
                break;
            }
            if opens(token) {
                depth += 1;
            } else if closes(token) {
                depth -= 1;
            }
            end = index + 1;
        }
        self.tokens.get(start..end).unwrap_or(&[])
    }

    /// What is assigned to `name` (`name = x`, `name := x`, `name: x`, `name: Type = x`), in order of the text.
    pub(crate) fn assignments<'c>(
        &'c self,
        name: &'c str,
    ) -> impl Iterator<Item = &'c [Token<'a>]> {
        (0..self.tokens.len())
            .filter(move |index| {
                self.tokens[*index].is(name) && self.tokens[*index].kind == Kind::Word
            })
            .filter_map(|index| self.assigned(index))
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
