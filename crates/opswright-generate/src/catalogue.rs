//! What can be run and pinned today: images with exact tags, actions with commits, tools with versions; dated, embedded, small.
//!
//! Sources: the library files of Docker's official images of [`DATE`], the projects' own support calendars, and the commits of
//! actions as seen in public workflows. Nothing here is a digest: a digest can only come from a registry.

mod actions;
mod base_images;
mod release;
mod service_images;
mod tools;

pub(crate) use actions::action;
pub(crate) use base_images::{DEBIAN, GO, NGINX, NODE, PYTHON, RUST};
pub(crate) use release::{Choice, Meaning, choose};
pub(crate) use service_images::{ChosenService, ServiceImage, service_image};
pub(crate) use tools::{BUN, CARGO_LLVM_COV, PNPM, POETRY, TRIVY, UV, YARN_BERRY, YARN_CLASSIC};

/// The day on which the tags were read.
pub(crate) const DATE: &str = "2026-08-21";
