//! What the Compose specification lets a file say: keys, shapes and values as tables, and the walk that holds a file to them.

mod deploy_keys;
pub(crate) mod form;
mod keys;
pub(crate) mod order;
pub(crate) mod ports;
mod scalars;
mod service_keys;
mod shape;
mod sort;
mod walk;

pub(crate) use sort::first_unsorted;
pub(crate) use walk::{Fault, What, faults};
