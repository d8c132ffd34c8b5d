//! Walking, reading and writing real folders; the base branch of real repositories.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests make folders and repositories of their own"
)]

mod author;
mod base;
mod locations;
mod read;
mod root;
mod support;
mod walk;
mod write;
