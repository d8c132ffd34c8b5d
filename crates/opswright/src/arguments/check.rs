//! What `check` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// `check`.
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Folders or files to check.
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Apply the fixes that keep the behaviour.
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix or --diff: also those that may change behaviour.
    #[arg(long = "unsafe")]
    pub(crate) include_unsafe: bool,
    /// Print what --fix would change, as a patch, and change nothing.
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
    /// List the rules and stop.
    #[arg(long)]
    pub(crate) list: bool,
    /// Count the findings by rule instead of printing them.
    #[arg(long)]
    pub(crate) stats: bool,
    /// Only these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Not these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    /// How much to ask of a repository.
    #[arg(long, value_enum)]
    pub(crate) profile: Option<Profile>,
    /// Only findings on lines that differ from this commit, branch or tag.
    #[arg(long, value_name = "REF")]
    pub(crate) since: Option<String>,
    /// File of the findings that are known already.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<String>,
    /// Report also what the baseline holds.
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,
    /// Write all findings into the baseline, so that from now on only new ones are reported.
    #[arg(long, conflicts_with_all = ["no_baseline", "since"])]
    pub(crate) write_baseline: bool,
    /// Check the text on standard input as if it were PATH.
    #[arg(long, conflicts_with_all = ["fix", "write_baseline"])]
    pub(crate) stdin: bool,
}

/// How much `check` asks of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// What everyone should have.
    Default,
    /// Also what demanding teams want.
    Strict,
    /// Also matters of form.
    Style,
}
