//! End to end: the real binary, the real proxy, real processes, on temporary copies of the shop.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests start processes, write files, and end by panicking"
)]

mod approvals;
mod armed;
mod bad_input;
mod checks;
mod crashes;
mod disk;
mod examples;
mod full_disk;
mod kills;
mod load;
mod released;
mod rollouts;
mod stopping;
mod support;
