//! The append-only record of intents and outcomes.
//!
//! One SQLite database: entries in a hash chain, and beside them what a driver must remember between runs (facts, leases).
//! It knows no rollout type: bodies are opaque JSON.
//!
//! Invariants: an entry that was acknowledged is on disk and survives `kill -9` and loss of power; an entry is never changed; each
//! entry's hash covers the entry before it; nothing here reads a clock. Callers block: every append waits for the disk.

#![expect(
    clippy::disallowed_methods,
    reason = "layer 5: the journal is a file, and this crate is what touches it"
)]

mod chain;
mod digest;
mod entry;
mod error;
mod fact;
mod journal;
mod lease;
mod probe;
mod read;
mod redact;
mod reserve;
mod schema;
mod verify;

pub use digest::Digest;
pub use entry::{Entry, Filter, Recorded, Stored};
pub use error::Error;
pub use journal::Journal;
pub use lease::{Holder, Lease};
pub use probe::{Moment, Probe};
pub use redact::{REDACTED, Redactor, redact_values};
pub use schema::FORMAT;
pub use verify::Verified;
