//! An entry of the journal, as it is written and as it is read.

use serde_json::Value;

use crate::Digest;

/// An entry to append. Kind and subject are written as they are: they must not carry a secret.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is (`rollout.intent`), in the caller's words.
    pub kind: String,
    /// What it is about: a rollout, a workload.
    pub subject: String,
    /// Its content; the redactor sees it before the disk does.
    pub body: Value,
    /// Wall clock in milliseconds since 1970, for readers only: nothing is ordered by it.
    pub at_ms: i64,
}

/// What an append was acknowledged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// Its number: 1 for the first entry, without holes.
    pub sequence: u64,
    /// Its hash, which covers every entry before it.
    pub hash: Digest,
}

/// An entry as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its number.
    pub sequence: u64,
    /// Wall clock in milliseconds since 1970.
    pub at_ms: i64,
    /// What it is.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// Its content, redacted.
    pub body: Value,
    /// The hash of the entry before it.
    pub previous: Digest,
    /// Its own hash.
    pub hash: Digest,
}

/// Which entries to read, oldest first; the default is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this kind only.
    pub kind: Option<String>,
    /// About this only.
    pub subject: Option<String>,
    /// With a higher number than this.
    pub after: Option<u64>,
    /// No more than this many.
    pub limit: Option<u64>,
}
