//! Targets: an action becomes calls, replies become events.
//!
//! One module a target; `process` runs instances as plain processes of this machine (Linux).

#![expect(
    clippy::disallowed_methods,
    reason = "layer 6: targets are the shell that starts processes and touches files"
)]

pub mod process;
