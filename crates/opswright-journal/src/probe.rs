//! A hook at each append, by which a test ends the process at every point where that matters.

/// Where an append stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// The entry is about to be written: it will be missing if the process ends here.
    Before,
    /// The entry is on disk and was not acknowledged yet.
    After,
}

/// Called at each moment with the number of the entry.
pub type Probe = fn(Moment, u64);
