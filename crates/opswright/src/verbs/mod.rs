//! The verbs, one file each. A verb returns its exit, or a failure that says reason, evidence and next.

pub(crate) mod approve;
pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod deploy;
pub(crate) mod design;
pub(crate) mod doctor;
pub(crate) mod down;
pub(crate) mod explain;
pub(crate) mod gate;
pub(crate) mod generate;
pub(crate) mod help_markdown;
pub(crate) mod logs;
pub(crate) mod processes;
pub(crate) mod releases;
pub(crate) mod rollback;
pub(crate) mod rollout;
pub(crate) mod stand;
pub(crate) mod status;
pub(crate) mod survey;
pub(crate) mod up;

use opswright_engine::failure::{Exit, Failure};

/// How a verb ends.
pub(crate) type Ended = Result<Exit, Failure>;

/// The day in UTC, as `2026-11-25`.
pub(crate) fn today() -> String {
    opswright_approval::rfc3339(opswright_engine::gates::now())
        .chars()
        .take(10)
        .collect()
}
