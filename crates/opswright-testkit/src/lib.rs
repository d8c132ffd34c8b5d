//! Helpers of the tests: a Markdown spec runner, linters of others.

pub mod peers;
pub mod spec;
