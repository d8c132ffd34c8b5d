//! Walking, reading and writing a work tree; the base branch.
//!
//! Invariants: nothing outside the root is read or written through a link; no hook, filter or program of a repository ever
//! runs; a file is either wholly the old one or wholly the new one.
#![expect(
    clippy::disallowed_methods,
    reason = "this crate is where the file system is touched"
)]

mod author;
mod base;
mod inside;
mod locations;
mod read;
mod root;
mod walk;
mod write;

pub use author::author_email;
pub use base::{BaseBranch, BaseError, BaseFile, head_commit};
pub use locations::{LocationError, Locations, runtime_dir, state_dir};
pub use read::read;
pub use root::project_root;
pub use walk::walk;
pub use write::{WriteError, write_atomic};
