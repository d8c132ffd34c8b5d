//! Queries as they are written, broken ones, and any text.

mod any_text;
mod errors;
mod labels;
mod trees;
