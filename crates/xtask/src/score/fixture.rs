//! One fixture: files, and what the other linter says of them.

use opswright_source::Files;

/// What one rule of another linter says of some files.
#[derive(Debug, Clone)]
pub(crate) struct Fixture {
    /// Where it comes from, for the list of misses.
    pub(crate) name: String,
    /// The rule's id there; `*` in a clean fixture for all its rules that ours equal or are a part of.
    pub(crate) rule: String,
    /// The files.
    pub(crate) files: Files,
    /// What it says.
    pub(crate) expected: Expected,
}

/// What a linter says of a fixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    /// The fault is there, on this line where one is told.
    Found(Option<u32>),
    /// It is not.
    Clean,
}
