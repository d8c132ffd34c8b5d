//! Blocks, statements, pipelines.

use opswright_source::Range;

use super::{Closers, Parser};
use crate::fault::FaultKind;
use crate::tree::{Block, Connector, Pipeline, Statement};

impl Parser<'_> {
    /// Statements up to something that ends a block around.
    pub(super) fn block(&mut self) -> Block {
        self.deeper(Self::statements)
    }

    fn statements(&mut self) -> Block {
        let start = self.at;
        let mut block = Block::default();
        loop {
            self.skip_lines();
            let Some(byte) = self.byte() else {
                break;
            };
            if let Some((closer, length)) = self.closer() {
                if self.closers.has(closer) {
                    break;
                }
                self.unexpected(length);
                continue;
            }
            if matches!(byte, b';' | b'&' | b'|') {
                let length = if matches!(self.byte_at(1), Some(b'&' | b'|')) {
                    2
                } else {
                    1
                };
                self.unexpected(length);
                continue;
            }
            let before = self.at;
            if let Some(statement) = self.statement() {
                block.statements.push(statement);
            }
            if self.at == before {
                // Nothing was read: one character is given up, so that the rest is.
                let at = self.at;
                self.step();
                self.fault(Range::new(at, self.at), FaultKind::Unexpected);
            }
        }
        let first = block
            .statements
            .first()
            .map_or(start, |statement| statement.range.start);
        let last = block
            .statements
            .last()
            .map_or(first, |statement| statement.range.end);
        block.range = Range::new(first, last);
        block
    }

    fn unexpected(&mut self, length: usize) {
        let range = Range::new(self.at, self.at + length);
        self.fault(range, FaultKind::Unexpected);
        self.at += length;
    }

    /// The word or sign here that ends a block, and its length.
    pub(super) fn closer(&self) -> Option<(Closers, usize)> {
        match self.byte()? {
            b')' => return Some((Closers::PAREN, 1)),
            b'`' if self.closers.has(Closers::BACKQUOTE) => return Some((Closers::BACKQUOTE, 1)),
            b';' => {
                let length = if self.starts_with(";;&") {
                    3
                } else if self.starts_with(";;") || self.starts_with(";&") {
                    2
                } else {
                    return None;
                };
                return Some((Closers::ARM, length));
            }
            _ => {}
        }
        let word = self.bare_word();
        let closer = match word {
            "then" => Closers::THEN,
            "elif" => Closers::ELIF,
            "else" => Closers::ELSE,
            "fi" => Closers::FI,
            "do" => Closers::DO,
            "done" => Closers::DONE,
            "esac" => Closers::ESAC,
            "}" => Closers::BRACE,
            _ => return None,
        };
        Some((closer, word.len()))
    }

    /// The word here, where it is letters or a brace and nothing else; empty otherwise.
    pub(super) fn bare_word(&self) -> &str {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let length = match bytes.first() {
            Some(b'{' | b'}' | b'!') => 1,
            Some(b'[') if bytes.get(1) == Some(&b'[') => 2,
            _ => bytes
                .iter()
                .take(9)
                .take_while(|byte| byte.is_ascii_lowercase())
                .count(),
        };
        let ends = match bytes.get(length) {
            None => true,
            Some(byte) => {
                byte.is_ascii_whitespace()
                    || matches!(byte, b';' | b'&' | b'|' | b'(' | b')' | b'<' | b'>')
                    || *byte == b'`' && self.closers.has(Closers::BACKQUOTE)
                    || *byte == b'\\' && bytes.get(length + 1) == Some(&b'\n')
            }
        };
        rest.get(..length).filter(|_| ends).unwrap_or("")
    }

    fn statement(&mut self) -> Option<Statement> {
        let start = self.at;
        let first = self.pipeline()?;
        let mut rest = Vec::new();
        loop {
            self.skip_blanks();
            let connector = if self.starts_with("&&") {
                Connector::And
            } else if self.starts_with("||") {
                Connector::Or
            } else {
                break;
            };
            let sign = Range::new(self.at, self.at + 2);
            self.at += 2;
            self.skip_lines();
            let Some(pipeline) = self.pipeline() else {
                let written = if connector == Connector::And {
                    "&&"
                } else {
                    "||"
                };
                self.fault(sign, FaultKind::NoCommand(written));
                break;
            };
            rest.push((connector, pipeline));
        }
        let end = rest
            .last()
            .map_or(first.range.end, |(_, last)| last.range.end);
        let background = self.byte() == Some(b'&');
        self.terminator();
        Some(Statement {
            first,
            rest,
            background,
            range: Range::new(start, end),
        })
    }

    /// `;`, `&` or a line break behind a statement.
    fn terminator(&mut self) {
        self.skip_blanks();
        match self.byte() {
            Some(b'&') => self.at += 1,
            Some(b';') if !matches!(self.byte_at(1), Some(b';' | b'&')) => self.at += 1,
            Some(b'\n') => self.line_break(),
            _ => {}
        }
    }

    pub(super) fn pipeline(&mut self) -> Option<Pipeline> {
        let start = self.at;
        let mut pipeline = Pipeline::default();
        loop {
            match self.bare_word() {
                "!" => {
                    pipeline.negation = Some(Range::new(self.at, self.at + 1));
                    self.at += 1;
                }
                "time" => {
                    self.at += 4;
                    self.skip_blanks();
                    if self.starts_with("-p ") {
                        self.at += 2;
                    }
                }
                _ => break,
            }
            self.skip_blanks();
        }
        loop {
            match self.command() {
                Some(command) => pipeline.commands.push(command),
                None if pipeline.commands.is_empty() => {
                    return pipeline.negation.is_some().then_some(pipeline);
                }
                None => {
                    self.fault(
                        Range::new(self.at.saturating_sub(1), self.at),
                        FaultKind::NoCommand("|"),
                    );
                    break;
                }
            }
            self.skip_blanks();
            if self.byte() != Some(b'|') || self.byte_at(1) == Some(b'|') {
                break;
            }
            self.at += 1 + usize::from(self.byte_at(1) == Some(b'&'));
            self.skip_lines();
        }
        let end = pipeline
            .commands
            .last()
            .map_or(start, |last| last.range.end);
        pipeline.range = Range::new(start, end);
        Some(pipeline)
    }
}
