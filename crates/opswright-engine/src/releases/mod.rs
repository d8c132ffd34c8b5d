//! Releases: immutable builds of a workload, one folder each, named by the digest of what they are made of.

mod build;
mod configuration;
mod content;
mod store;

pub use build::{BuildRequest, build};
pub use configuration::Configuration;
pub(crate) use configuration::write_private;
pub use content::{Content, content};
pub use store::{Release, ReleaseError, all, find, prune, sweep_unfinished};
