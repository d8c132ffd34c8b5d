//! Helpers of the tests: temporary projects, a Markdown spec runner.
