//! The machine against a scripted world: every failure, every repetition, every crash, and thousands of random stories.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod crash;
mod driver;
mod failures;
mod format;
mod paths;
mod plans;
mod random;
mod simulation;
mod verdicts;
mod world;
