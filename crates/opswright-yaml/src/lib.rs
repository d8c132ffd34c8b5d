//! YAML trees with byte spans and comment-keeping edits.
//!
//! Invariants: parsing never panics and never fails, it returns the tree that could be read and the syntax errors; every
//! range is in bytes of the text that was given; duplicate keys, their order, aliases and merge keys are kept as written.
//! JSON (with comments and trailing commas) is read into the same tree by [`parse_json`].

mod build;
pub mod edit;
mod json;
mod node;
mod parse;
mod places;
mod position;
mod query;
mod tree;

pub use json::parse_json;
pub use node::{Entry, Kind, Node};
pub use parse::{LARGEST_DEPTH, SyntaxError, parse};
pub use places::Places;
pub use tree::{Style, Yaml};
