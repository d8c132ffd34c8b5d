//! The pieces that a query's text is cut into.

use opswright_source::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// White space.
    Blank,
    /// `# …` to the end of its line.
    Comment,
    /// A word: a metric, a function, a keyword.
    Identifier,
    /// A word that holds a variable of Grafana: `$interval`, `${metric}_total`.
    Variable,
    /// A number, not `Inf` and `NaN`, which are words.
    Number,
    /// `1h30m`.
    Duration,
    /// Text in quotes, with them.
    Text,
    /// `(`
    LeftParenthesis,
    /// `)`
    RightParenthesis,
    /// `{`
    LeftBrace,
    /// `}`
    RightBrace,
    /// `[`
    LeftBracket,
    /// `]`
    RightBracket,
    /// `,`
    Comma,
    /// `:` between a range and its step.
    Colon,
    /// `@`
    At,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Divide,
    /// `%`
    Modulo,
    /// `^`
    Power,
    /// `=`
    Equals,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `=~`
    Matches,
    /// `!~`
    MatchesNot,
    /// `</`
    TrimUpper,
    /// `>/`
    TrimLower,
    /// A character that has no place in a query, or text in quotes that does not end.
    Unknown,
}

/// One piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its bytes.
    pub range: Range,
}

impl Token {
    /// Whether the grammar does not see it.
    pub fn is_trivia(self) -> bool {
        matches!(self.kind, TokenKind::Blank | TokenKind::Comment)
    }
}
