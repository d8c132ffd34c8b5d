//! Instances as real processes, each under a shim of its own.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests start processes, read their logs and take the time"
)]

mod control;
mod ends;
mod fixture;
mod output;

/// The shim of the other tests: they start this test binary again with a variable set. Otherwise it does nothing.
#[test]
fn shim_process() {
    fixture::be_a_shim_if_asked();
}

/// The launcher of the other tests, likewise.
#[test]
fn launch_process() {
    fixture::launch_if_asked();
}
