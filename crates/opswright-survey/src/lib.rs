//! Repository to facts, each with its evidence.
//!
//! Invariants: no disk, no network, no toolchain, no clock; the same tree gives the same facts on every machine.
//! Unknown stays unknown: a fact that nothing proves is `None`, never a default.

mod facts;
mod reading;
mod render;
mod survey;

pub use facts::{Confidence, Evidence, Fact, Facts, Resource, Variable, Workload};
pub use reading::wanted;
pub use render::{render, to_json};
pub use survey::survey;
