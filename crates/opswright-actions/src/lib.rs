//! The small languages inside GitHub workflows: `${{ }}` expressions with types, filter patterns, cron schedules.
//!
//! Invariants: reading never panics and never fails, it returns what could be read and the problems; every range is in bytes
//! of the text that was given; depth is bounded, so that no text overflows the stack.

mod contexts;
mod functions;
mod holes;
mod json;
mod judge;
mod lex;
mod parse;
mod pattern;
mod place;
mod schedule;
mod tree;
mod types;

pub use contexts::Scope;
pub use holes::{Hole, holes, without_holes};
pub use judge::{Problem, ProblemKind, is_constant, judge};
pub use parse::parse;
pub use pattern::{PatternFault, path_pattern, reference_pattern};
pub use place::Place;
pub use schedule::{Schedule, schedule};
pub use tree::{Expression, Operator, Shape};
pub use types::{Object, Type};
