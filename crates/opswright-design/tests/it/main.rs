//! The design from the outside: rows, decisions, questions, properties, change in words, renderings.

mod answers;
mod changes;
mod properties;
mod questions;
mod renderings;
mod rows;
mod support;
mod workloads;
