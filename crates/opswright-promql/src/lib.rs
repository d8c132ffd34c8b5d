//! PromQL syntax with byte spans and types.
//!
//! Invariants: parsing never panics and never fails, it returns what could be read and what is wrong with it; tokens tile the
//! text, so that printing gives the same bytes; every range is in bytes of the text that was given; nesting is bounded.

mod duration;
mod functions;
mod grouping;
mod labels;
mod lex;
mod operand;
mod parse;
mod query;
mod selector;
mod text;
mod token;
mod tree;
mod types;
mod walk;

pub use duration::{duration_seconds, duration_text};
pub use functions::{FUNCTIONS, Function, function, is_aggregation};
pub use labels::Labels;
pub use query::{Dialect, Query, SyntaxError, parse};
pub use token::{Token, TokenKind};
pub use tree::{
    Aggregation, Binary, BinaryOperator, Call, Expression, GroupSide, Grouping, Join,
    MatchOperator, Matcher, Matching, Name, Node, Selector, Window,
};
pub use types::Type;
