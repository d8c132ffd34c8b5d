//! Facts and answers to a design, by tables, with the trace.
//!
//! Invariants: `decide` is a pure function; the order of its inputs does not matter; more users never give a lower tier;
//! compliance never relaxes anything. The digest covers facts, answers and the version of the rules, and nothing else.

mod accepts;
mod answers;
mod canonical;
mod case;
mod changed;
mod decide;
mod decisions;
mod design;
mod document;
mod inputs;
mod keys;
mod markdown;
mod mermaid;
mod platform;
mod provenance;
mod questions;
mod resources;
mod sensitivity;
mod subjects;
mod table;
mod terminal;
mod workloads;

pub use answers::{Answer, AnswerError, Answers};
pub use canonical::canonical_json;
pub use changed::changed;
pub use decide::decide;
pub use design::{
    Compliance, Containerization, Decision, Design, Input, Provenance, Question, ResourceDesign,
    Scale, VariableDesign, WorkloadDesign,
};
pub use document::{Document, DocumentError, from_json, to_json};
pub use inputs::{DesignInputs, RULES_VERSION, digest_of};
pub use keys::keys;
pub use markdown::to_markdown;
pub use table::{Cell, Row, TABLE};
pub use terminal::render;
