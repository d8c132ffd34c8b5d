//! Shell syntax with byte spans: what sh, dash, ash, bash and ksh read.
//!
//! Invariants: parsing never panics and never fails, it returns the tree that could be read and the faults; every range is in
//! bytes of the text that was given; nesting is bounded, and time grows with the length of the text alone.

mod dialect;
mod fault;
mod parse;
mod tree;
mod word;

pub use dialect::{Dialect, interpreter};
pub use fault::{Fault, FaultKind};
pub use parse::{LARGEST_DEPTH, parse};
pub use tree::{
    Arm, Block, Case, Command, CommandKind, Connector, For, Function, Heredoc, Loop, Pipeline,
    Redirect, Script, Simple, Statement,
};
pub use word::{Assignment, Form, Parameter, Part, Substitution, Word};
