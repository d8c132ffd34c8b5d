//! Facts and answers to a design, by tables, with the trace.
//!
//! Invariants: `decide` is a pure function; the order of its inputs does not matter; more users never give a lower tier;
//! compliance never relaxes anything. The digest covers facts, answers and the version of the rules, and nothing else.

mod design;

pub use design::{
    Compliance, Containerization, Decision, Design, Input, Provenance, Question, ResourceDesign,
    Scale, VariableDesign, WorkloadDesign,
};
