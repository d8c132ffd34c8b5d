//! Where a rollout stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where a rollout stands. Numbers count the shifts of traffic from zero.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing has happened yet.
    Planned,
    /// The lock is held.
    Locked,
    /// Everything that can be checked before the first effect is checked.
    Preflight,
    /// The compatible half of the migrations runs.
    Migrating,
    /// Instances of the candidate are started.
    Starting,
    /// Instances must become healthy and answer synthetic requests.
    HealthGate,
    /// Traffic is moved.
    Shifting(u16),
    /// The candidate is judged at its present weight.
    Analysing(u16),
    /// A person must `resume` or `abort`; says why.
    Paused(String),
    /// All traffic has moved, and the old instances are kept for a while.
    Baking,
    /// The candidate is recorded as the current release.
    Promoting,
    /// The old instances are stopped.
    Draining,
    /// The incompatible half of the migrations runs.
    Contracting,
    /// The candidate is the current release.
    Succeeded,
    /// It will go back as soon as the effects under way have ended.
    Aborting,
    /// Everything is put back.
    RollingBack,
    /// Everything is as it was before.
    RolledBack,
    /// It could not be put back: a person is needed now.
    RollbackFailed,
}

impl Phase {
    /// Whether nothing more will happen.
    pub fn is_terminal(&self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::RolledBack | Self::RollbackFailed
        )
    }

    /// Whether it is on its way back.
    pub fn is_going_back(&self) -> bool {
        matches!(self, Self::Aborting | Self::RollingBack)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Planned => f.write_str("planned"),
            Self::Locked => f.write_str("locked"),
            Self::Preflight => f.write_str("preflight"),
            Self::Migrating => f.write_str("migrating"),
            Self::Starting => f.write_str("starting"),
            Self::HealthGate => f.write_str("health gate"),
            Self::Shifting(index) => write!(f, "shifting {}", index + 1),
            Self::Analysing(index) => write!(f, "analysing {}", index + 1),
            Self::Paused(reason) => write!(f, "paused: {reason}"),
            Self::Baking => f.write_str("baking"),
            Self::Promoting => f.write_str("promoting"),
            Self::Draining => f.write_str("draining"),
            Self::Contracting => f.write_str("contracting"),
            Self::Succeeded => f.write_str("succeeded"),
            Self::Aborting => f.write_str("aborting"),
            Self::RollingBack => f.write_str("rolling back"),
            Self::RolledBack => f.write_str("rolled back"),
            Self::RollbackFailed => f.write_str("rollback failed"),
        }
    }
}
