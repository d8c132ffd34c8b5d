//! Design to files, merged with what is there.
//!
//! Invariants: nothing here touches a disk, a network or a clock; the same design gives the same bytes; every emitter reads the
//! same resolved workload, so that port, user and health path agree in every file; a file that a person wrote is never replaced.

mod catalogue;
mod command;
mod constraint;
mod files;
mod generate;
mod merge;
mod plan;
mod probe;
mod recipe;
#[cfg(test)]
mod sample;
mod stacks;
mod text;

pub use generate::{GeneratedFile, Skipped, generate, skipped};
pub use merge::{Merged, merge};
pub use plan::{Action, BASE_FOLDER, PlannedFile, plan};
