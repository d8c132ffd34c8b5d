//! The embedded HTTP proxy: routes, weights, in-flight counts, drain.
//!
//! [`run`] is the main function of the proxy process; [`ProxyClient`] is what the supervisor talks to it with. The proxy
//! starts without listeners: they come over the control socket as descriptors, so that they outlive the process.
#![expect(
    clippy::disallowed_methods,
    reason = "the data plane opens sockets, starts threads and keeps its state on disk"
)]

mod address;
mod body;
mod busy;
mod client;
mod configuration;
mod control;
mod counters;
mod desk;
mod exposition;
mod forward;
mod head;
mod lane;
mod line;
mod proxy;
mod routing;
mod run;
mod search;
mod service;
mod state;
mod table;
mod target;
mod upgrade;
mod upstream;
pub mod wire;
mod worker;

pub use address::generations;
pub use client::{ClientError, ListenerCopy, ProxyClient};
pub use configuration::{Configuration, Limits};
pub use exposition::render as render_metrics;
pub use run::{ProxyError, run};
