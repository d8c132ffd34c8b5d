//! Load on 127.0.0.1 that checks every answer and counts everything that goes wrong.

mod client;
mod load;
mod mix;
mod tally;

pub(crate) use load::{Gauge, Load, Plan};
pub(crate) use mix::Mix;
pub(crate) use tally::{Failure, Tally};
