//! Where a script runs, and where in it something stands.

use opswright_shell::{Connector, Dialect};

use super::variables::Known;

/// How a script runs.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    pub(crate) dialect: Dialect,
    /// Whether the dialect is written down or known, not only likely.
    pub(crate) certain: bool,
    /// Whether a failure ends it from the start.
    pub(crate) errexit: bool,
    pub(crate) place: Place,
    /// Variables that it is given, with what is known of them.
    pub(crate) given: Vec<(String, Known)>,
}

/// What holds a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A file of its own.
    File,
    /// RUN of a Dockerfile.
    Build,
    /// A step of a workflow or action.
    Step,
}

/// What stands around a command.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about one place"
)]
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around {
    /// Whether its status decides something: a condition, the left of `&&` and `||`, behind `!`.
    pub(crate) checked: bool,
    /// Whether its output becomes text.
    pub(crate) captured: bool,
    /// Number of loops around it, in the same function.
    pub(crate) loops: usize,
    /// Whether it is in a loop that reads its standard input from outside.
    pub(crate) fed_loop: bool,
    /// Whether it is in a function.
    pub(crate) function: bool,
    /// Number of the subshell that it runs in; 0 for the script itself.
    pub(crate) subshell: usize,
    /// What ties it to the pipeline before it.
    pub(crate) behind: Option<Connector>,
    /// What ties the next pipeline to it.
    pub(crate) before: Option<Connector>,
    /// Whether it is sent to the background.
    pub(crate) background: bool,
}
