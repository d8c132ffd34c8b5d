//! Repository to facts, each with its evidence.
//!
//! Invariants: no disk, no network, no toolchain, no clock; the same tree gives the same facts on every machine.
//! Unknown stays unknown: a fact that nothing proves is `None`, never a default.

mod candidate;
mod claims;
mod code;
mod facts;
mod findings;
mod imports;
mod languages;
mod lexer;
mod manifest;
mod place;
mod places;
mod reading;
mod render;
mod resources;
mod scan;
mod settle;
mod survey;
mod toml;
mod variables;

pub use facts::{Confidence, Evidence, Fact, Facts, Resource, Variable, Workload};
pub use reading::wanted;
pub use render::{render, to_json};
pub use survey::survey;
