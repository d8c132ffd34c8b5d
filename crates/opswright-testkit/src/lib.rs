//! Helpers of the tests: a Markdown spec runner.

pub mod spec;
