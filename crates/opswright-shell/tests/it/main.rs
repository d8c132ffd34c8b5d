//! Tests of the shell crate.

mod any_text;
mod scripts;
