//! Approvals from the outside: what is accepted, every way to be refused, and agreement with OpenSSH.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests run ssh-keygen on files of their own"
)]

mod files;
mod keygen;
mod refusals;
mod support;
mod tampering;
