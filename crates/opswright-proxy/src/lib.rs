//! The embedded HTTP proxy: routes, weights, in-flight counts, drain.
//!
//! [`run`] is the main function of the proxy process; [`ProxyClient`] is what the supervisor talks to it with. The proxy
//! starts without listeners: they come over the control socket as descriptors, so that they outlive the process.
#![expect(
    clippy::disallowed_methods,
    reason = "the data plane opens sockets, starts threads and keeps its state on disk"
)]

mod client;
mod configuration;
mod line;
pub mod wire;

pub use client::{ClientError, ListenerCopy, ProxyClient};
pub use configuration::{Configuration, Limits};
pub use run::{ProxyError, run};

mod run;
