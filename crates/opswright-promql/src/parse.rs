//! From tokens to the tree: operators by how tightly they bind.

use opswright_source::Range;

use crate::query::{Dialect, SyntaxError};
use crate::token::{Token, TokenKind};
use crate::tree::{Binary, BinaryOperator, Expression, Node};

/// Expressions nested deeper than this are not read.
const LARGEST_DEPTH: u32 = 200;

/// After so many errors the rest is not read.
const MOST_ERRORS: usize = 10;

/// The state of reading one query.
pub(crate) struct Parser<'t> {
    pub(crate) text: &'t str,
    /// Without blanks and comments.
    tokens: Vec<Token>,
    at: usize,
    /// Open calls of [`Parser::expression`].
    nesting: u32,
    pub(crate) dialect: Dialect,
    pub(crate) errors: Vec<SyntaxError>,
}

impl<'t> Parser<'t> {
    pub(crate) fn new(text: &'t str, tokens: &[Token], dialect: Dialect) -> Self {
        Self {
            text,
            tokens: tokens
                .iter()
                .copied()
                .filter(|token| !token.is_trivia())
                .collect(),
            at: 0,
            nesting: 0,
            dialect,
            errors: Vec::new(),
        }
    }

    /// The whole query.
    pub(crate) fn whole(&mut self) -> Expression {
        if self.tokens.is_empty() {
            self.error(Range::at(self.text.len()), "the query is empty");
            return self.missing();
        }
        let root = self.expression(0);
        if let Some(token) = self.peek().filter(|_| self.errors.is_empty()) {
            let message = format!(
                "`{}` does not continue the query",
                token.range.slice(self.text)
            );
            self.error(token.range, message);
        }
        root
    }

    /// An expression whose operators all bind tighter than `strength`.
    pub(crate) fn expression(&mut self, strength: u8) -> Expression {
        self.nesting += 1;
        if self.nesting > LARGEST_DEPTH {
            self.too_deep();
            self.nesting -= 1;
            return self.missing();
        }
        let mut left = self.signed();
        while let Some(operator) = self.peek_operator() {
            let own = operator.strength();
            if own <= strength {
                break;
            }
            let operator_range = self.advance();
            let returns_bool = self.take_word("bool");
            let matching = self.matching();
            // The power binds from the right.
            let side = if operator == BinaryOperator::Power {
                own - 1
            } else {
                own
            };
            let right = self.expression(side);
            if left.depth > LARGEST_DEPTH {
                self.too_deep();
                break;
            }
            let range = Range::new(left.range.start, right.range.end);
            let depth = left.depth.max(right.depth) + 1;
            let binary = Binary {
                operator,
                operator_range,
                returns_bool,
                matching,
                left,
                right,
            };
            left = Expression {
                range,
                node: Node::Binary(Box::new(binary)),
                depth,
            };
        }
        self.nesting -= 1;
        left
    }

    /// `-a`: the sign binds like a product, weaker than a power.
    fn signed(&mut self) -> Expression {
        let Some(sign) = self
            .peek()
            .filter(|token| matches!(token.kind, TokenKind::Plus | TokenKind::Minus))
        else {
            return self.postfixed();
        };
        self.advance();
        let inner = self.expression(BinaryOperator::Multiply.strength());
        let range = Range::new(sign.range.start, inner.range.end);
        match inner.node {
            Node::Number(number) => Expression {
                range,
                node: Node::Number(if sign.kind == TokenKind::Minus {
                    -number
                } else {
                    number
                }),
                depth: 1,
            },
            _ => Expression {
                range,
                depth: inner.depth + 1,
                node: Node::Unary {
                    negative: sign.kind == TokenKind::Minus,
                    inner: Box::new(inner),
                },
            },
        }
    }

    fn too_deep(&mut self) {
        let at = self.here();
        self.error(at, "the query is nested more than 200 deep");
        self.at = self.tokens.len();
    }

    /// Wraps `inner` in a node that ends at `end`; a chain that is too long ends the query.
    pub(crate) fn wrap(
        &mut self,
        inner: Expression,
        end: usize,
        node: impl FnOnce(Box<Expression>) -> Node,
    ) -> Expression {
        if inner.depth > LARGEST_DEPTH {
            self.too_deep();
            return inner;
        }
        Expression {
            range: Range::new(inner.range.start, end),
            depth: inner.depth + 1,
            node: node(Box::new(inner)),
        }
    }

    fn peek_operator(&self) -> Option<BinaryOperator> {
        let token = self.peek()?;
        Some(match token.kind {
            TokenKind::Plus => BinaryOperator::Add,
            TokenKind::Minus => BinaryOperator::Subtract,
            TokenKind::Times => BinaryOperator::Multiply,
            TokenKind::Divide => BinaryOperator::Divide,
            TokenKind::Modulo => BinaryOperator::Modulo,
            TokenKind::Power => BinaryOperator::Power,
            TokenKind::Equal => BinaryOperator::Equal,
            TokenKind::NotEqual => BinaryOperator::NotEqual,
            TokenKind::Less => BinaryOperator::Less,
            TokenKind::LessOrEqual => BinaryOperator::LessOrEqual,
            TokenKind::Greater => BinaryOperator::Greater,
            TokenKind::GreaterOrEqual => BinaryOperator::GreaterOrEqual,
            TokenKind::TrimUpper => BinaryOperator::TrimUpper,
            TokenKind::TrimLower => BinaryOperator::TrimLower,
            TokenKind::Identifier => {
                let word = token.range.slice(self.text);
                [
                    BinaryOperator::And,
                    BinaryOperator::Or,
                    BinaryOperator::Unless,
                    BinaryOperator::Atan2,
                ]
                .into_iter()
                .find(|operator| word.eq_ignore_ascii_case(operator.sign()))?
            }
            _ => return None,
        })
    }

    pub(crate) fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    pub(crate) fn peek_kind(&self, ahead: usize) -> Option<TokenKind> {
        self.tokens.get(self.at + ahead).map(|token| token.kind)
    }

    /// Whether the next token is this word, in any case.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| {
            token.kind == TokenKind::Identifier
                && token.range.slice(self.text).eq_ignore_ascii_case(word)
        })
    }

    /// Steps over the next token if it is this word.
    pub(crate) fn take_word(&mut self, word: &str) -> Option<Range> {
        self.is_word(word).then(|| self.advance())
    }

    /// Steps over the next token if it is of this kind.
    pub(crate) fn take(&mut self, kind: TokenKind) -> Option<Range> {
        (self.peek_kind(0) == Some(kind)).then(|| self.advance())
    }

    /// Steps over the next token, which must be of this kind; else says that `what` is missing.
    pub(crate) fn expect(&mut self, kind: TokenKind, what: &str) -> Option<Range> {
        let taken = self.take(kind);
        if taken.is_none() {
            self.error_here(what);
        }
        taken
    }

    /// Steps over the next token.
    pub(crate) fn advance(&mut self) -> Range {
        let range = self.here();
        self.at += 1;
        range
    }

    /// Where the next token stands, or the end.
    pub(crate) fn here(&self) -> Range {
        self.peek()
            .map_or(Range::at(self.text.len()), |token| token.range)
    }

    /// End of the last token that was stepped over.
    pub(crate) fn end(&self) -> usize {
        self.at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(0, |token| token.range.end)
    }

    pub(crate) fn missing(&self) -> Expression {
        Expression {
            range: Range::at(self.here().start),
            node: Node::Missing,
            depth: 1,
        }
    }

    /// An error at the next token: `what` was expected there.
    pub(crate) fn error_here(&mut self, what: &str) {
        let range = self.here();
        let message = match range.slice(self.text) {
            "" => format!("the query ends where {what} is expected"),
            word => format!("`{word}` stands where {what} is expected"),
        };
        self.error(range, message);
    }

    /// Adds an error; after too many the rest is not read.
    pub(crate) fn error(&mut self, range: Range, message: impl Into<String>) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(SyntaxError {
                range,
                message: message.into(),
            });
        } else {
            self.at = self.tokens.len();
        }
    }
}
