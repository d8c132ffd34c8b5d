//! The only driver loop: journal, step, target; also approvals and the way from a repository to a design.
//!
//! Invariants: an intent is in the journal before anything is done, and its outcome after; every failure carries reason,
//! evidence and next command; nothing secret is journalled or answered.

#![expect(
    clippy::disallowed_methods,
    reason = "the engine is the shell: it reads clocks and files and starts processes"
)]

pub mod checking;
pub mod client;
pub mod crash;
pub mod doctor;
pub mod failure;
pub mod gates;
pub mod generation;
pub mod layout;
pub mod lower;
pub mod project;
pub mod recording;
pub mod records;
pub mod redact;
pub mod releases;
pub mod settings;
pub mod supervisor;

pub mod values;
pub mod wire;
