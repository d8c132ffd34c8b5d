//! From tokens to statements: where each begins and ends.

use opswright_source::Range;

use crate::dialect::Dialect;
use crate::lexer::{Lexed, Lexer};
use crate::parse::SyntaxError;
use crate::section::annotation;
use crate::token::{Comment, Token, TokenKind};

/// Tokens of one statement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raw {
    /// Index of the first token.
    pub(crate) first: usize,
    /// Index behind the last token, without the semicolon.
    pub(crate) end: usize,
    /// A line for psql instead of a statement.
    pub(crate) meta: Option<Range>,
}

/// All of a text.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    pub(crate) tokens: Vec<Token>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) statements: Vec<Raw>,
    pub(crate) errors: Vec<SyntaxError>,
    pub(crate) templated: bool,
}

/// Splits `text`.
pub(crate) fn split(text: &str, dialect: Dialect) -> Pieces {
    let mut splitter = Splitter {
        text,
        lexer: Lexer::new(text, dialect),
        pieces: Pieces::default(),
        first: 0,
        open: Vec::new(),
        blocks: 0,
        delimiter: None,
        dataless: false,
    };
    splitter.run();
    let mut pieces = splitter.pieces;
    pieces.errors.append(&mut splitter.lexer.errors);
    pieces.templated = splitter.lexer.templated;
    pieces
}

struct Splitter<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    pieces: Pieces,
    /// First token of the statement that is being read.
    first: usize,
    /// Parentheses that are open.
    open: Vec<Range>,
    /// Blocks (`BEGIN … END` of a routine) that are open.
    blocks: usize,
    /// What ends a statement instead of a semicolon.
    delimiter: Option<&'a str>,
    /// No line `\.` stands in the rest of the text.
    dataless: bool,
}

impl Splitter<'_> {
    fn run(&mut self) {
        loop {
            if self.ends_at_delimiter() {
                continue;
            }
            match self.lexer.next() {
                Lexed::End => break,
                Lexed::Comment(comment) => {
                    if self.open.is_empty() && ends_statement(comment.inner.slice(self.text)) {
                        self.finish();
                    }
                    self.pieces.comments.push(comment);
                }
                Lexed::Meta(range) => {
                    self.finish();
                    self.pieces.statements.push(Raw {
                        first: self.first,
                        end: self.first,
                        meta: Some(range),
                    });
                }
                Lexed::Token(token) => self.take(token),
            }
        }
        self.finish();
    }

    fn take(&mut self, token: Token) {
        match token.kind {
            TokenKind::Symbol(b'(') => self.open.push(token.range),
            TokenKind::Symbol(b')') if self.open.pop().is_none() => {
                self.error(token.range, "this parenthesis closes nothing");
            }
            TokenKind::Symbol(b';') if self.delimiter.is_none() && self.is_end() => {
                self.finish();
                return;
            }
            TokenKind::Word => self.word(token),
            _ => {}
        }
        self.pieces.tokens.push(token);
        let first = self.pieces.tokens.len() == self.first + 1;
        if first && self.is(token, "DELIMITER") {
            self.delimiter_line();
        }
    }

    fn error(&mut self, range: Range, message: &str) {
        self.pieces.errors.push(SyntaxError {
            range,
            message: message.to_owned(),
        });
    }

    fn is(&self, token: Token, word: &str) -> bool {
        token.kind == TokenKind::Word && token.range.slice(self.text).eq_ignore_ascii_case(word)
    }

    /// Word number `index` of the statement that is being read.
    fn nth_is(&self, index: usize, words: &[&str]) -> bool {
        self.pieces
            .tokens
            .get(self.first + index)
            .is_some_and(|token| words.iter().any(|word| self.is(*token, word)))
    }

    /// Blocks of routines hold semicolons of their own.
    fn word(&mut self, token: Token) {
        if !self.open.is_empty() || !self.nth_is(0, &["CREATE", "ALTER"]) {
            return;
        }
        let last_is = |this: &Self, word| {
            let last = this.pieces.tokens.len().checked_sub(1);
            last.and_then(|at| this.pieces.tokens.get(at))
                .is_some_and(|last| this.is(*last, word))
        };
        let begins = self.is(token, "BEGIN") && self.is_routine();
        let ended = last_is(self, "END");
        let inside = if ended {
            // What ended was no block.
            self.is_routine()
                && ["IF", "LOOP", "WHILE", "REPEAT", "FOR"]
                    .iter()
                    .any(|word| self.is(token, word))
        } else {
            self.blocks > 0 && self.is(token, "CASE")
        };
        if begins || inside {
            self.blocks += 1;
        } else if self.blocks > 0 && self.is(token, "END") {
            self.blocks -= 1;
        }
    }

    fn is_routine(&self) -> bool {
        (1..9).any(|index| self.nth_is(index, &["FUNCTION", "PROCEDURE", "TRIGGER", "EVENT"]))
    }

    /// Whether a semicolon here ends the statement.
    fn is_end(&self) -> bool {
        let in_rule = !self.open.is_empty()
            && self.nth_is(0, &["CREATE"])
            && (1..4).any(|index| self.nth_is(index, &["RULE"]));
        self.blocks == 0 && !in_rule
    }

    /// Closes the statement that is being read.
    fn finish(&mut self) {
        if let Some(range) = self.open.first().copied() {
            self.error(range, "this parenthesis is never closed");
        }
        self.open.clear();
        self.blocks = 0;
        let end = self.pieces.tokens.len();
        if end > self.first {
            self.pieces.statements.push(Raw {
                first: self.first,
                end,
                meta: None,
            });
            self.copy_data();
        }
        self.first = end;
    }

    /// Rows behind `COPY … FROM stdin;` up to a line `\.` are no SQL.
    fn copy_data(&mut self) {
        let last = self.pieces.tokens.len();
        let from_stdin = self.nth_is(0, &["COPY"])
            && (self.first..last).any(|at| {
                self.nth_is(at - self.first, &["FROM"])
                    && self.nth_is(at - self.first + 1, &["STDIN"])
            });
        if !from_stdin || self.dataless {
            return;
        }
        let rest = self.text.get(self.lexer.at..).unwrap_or("");
        let mut length = 0;
        for line in rest.split_inclusive('\n') {
            length += line.len();
            if line.trim_end() == "\\." {
                self.lexer.at += length;
                return;
            }
        }
        self.dataless = true;
    }

    /// `DELIMITER //`: the rest of the line is what ends statements from here on.
    fn delimiter_line(&mut self) {
        let rest = self.text.get(self.lexer.at..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        self.lexer.at += line.len();
        let word = line.trim();
        self.delimiter = (word != ";" && !word.is_empty()).then_some(word);
        self.pieces.tokens.truncate(self.first);
    }

    fn ends_at_delimiter(&mut self) -> bool {
        let Some(word) = self.delimiter else {
            return false;
        };
        let rest = self.text.get(self.lexer.at..).unwrap_or("");
        let space = rest.len() - rest.trim_start().len();
        if !rest.trim_start().starts_with(word) {
            return false;
        }
        self.lexer.at += space + word.len();
        self.finish();
        true
    }
}

/// Whether a tool takes a comment for the end of a statement.
fn ends_statement(comment: &str) -> bool {
    let goose = comment
        .trim_start()
        .get(..16)
        .is_some_and(|start| start.eq_ignore_ascii_case("+goose Statement"));
    goose || annotation(comment).is_some_and(|annotation| annotation.section.is_some())
}
