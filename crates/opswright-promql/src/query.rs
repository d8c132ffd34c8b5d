//! A query as a whole: its text, its tokens, its tree, and what is wrong with it.

use opswright_source::Range;

use crate::lex::lex;
use crate::parse::Parser;
use crate::token::Token;
use crate::tree::Expression;
use crate::types::check;

/// Who reads the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Prometheus itself.
    Prometheus,
    /// Grafana first, which replaces `$name`, `${name}` and `[[name]]`.
    Grafana,
}

/// A place where a query is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub range: Range,
    /// What is wrong, a lower-case fragment.
    pub message: String,
}

/// A query that was read once.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The text.
    pub text: String,
    /// Its tokens; they tile the text.
    pub tokens: Vec<Token>,
    /// Its tree, as far as it could be read.
    pub root: Expression,
    /// What is wrong with it, in order.
    pub errors: Vec<SyntaxError>,
}

impl Query {
    /// The text of its tokens, which is the text that was read.
    pub fn print(&self) -> String {
        self.tokens
            .iter()
            .map(|token| token.range.slice(&self.text))
            .collect()
    }

    /// The text at `range`.
    pub fn slice(&self, range: Range) -> &str {
        range.slice(&self.text)
    }
}

/// Reads `text` as a query.
pub fn parse(text: &str, dialect: Dialect) -> Query {
    let tokens = lex(text);
    let mut parser = Parser::new(text, &tokens, dialect);
    let root = parser.whole();
    let mut errors = parser.errors;
    if errors.is_empty() {
        check(&root, &mut errors);
    }
    Query {
        text: text.to_owned(),
        tokens,
        root,
        errors,
    }
}
