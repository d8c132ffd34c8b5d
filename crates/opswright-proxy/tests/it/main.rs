//! The proxy as a process of its own, between real clients and real instances on 127.0.0.1.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests start a process, damage files and take the time"
)]

mod bodies;
mod control;
mod fixture;
mod heads;
mod hold;
mod instance;
mod kill;
mod replay;
mod stats;
mod swap;
mod upgrade;

/// The proxy process of the other tests: they start this test binary again with the variable set. Otherwise it does nothing.
#[test]
fn proxy_process() {
    fixture::run_if_asked();
}
