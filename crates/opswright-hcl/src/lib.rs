//! HCL syntax with byte spans: Terraform, its variables, its lock file, its tests.
//!
//! Invariants: parsing never panics and never fails, it returns what could be read and the syntax errors; every range is in
//! bytes of the text that was given; depth is bounded, so that walking a tree is safe; edits are spliced into the text, a tree
//! is never printed.

mod cursor;
pub mod edit;
mod expression;
mod literal;
mod object;
mod parse;
mod scope;
mod structure;
mod template;
mod tree;

pub use parse::{Hcl, SyntaxError, line_comments, parse, read_expression};
pub use scope::{Named, Scope};
pub use structure::{Attribute, Block, Body, Item, Label, Word};
pub use tree::{Expression, ExpressionKind, ObjectItem, Part, Step};
