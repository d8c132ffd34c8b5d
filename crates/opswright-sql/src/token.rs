//! Words, literals, symbols and comments.

use opswright_source::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A keyword or a plain identifier, holes of templates included.
    Word,
    /// An identifier in quotes or backticks.
    Quoted,
    /// A string, with quotes or dollar quotes.
    Text,
    /// A number.
    Number,
    /// One byte of punctuation or of an operator.
    Symbol(u8),
    /// `$1`, `:name`, `@name`, `?`.
    Parameter,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes.
    pub range: Range,
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// All of it, with its marks.
    pub range: Range,
    /// What stands between or behind the marks.
    pub inner: Range,
}
