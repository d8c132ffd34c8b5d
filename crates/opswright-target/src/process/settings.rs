//! How the process target reaches the world: directories, commands, limits of logs.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The variables that an instance inherits from the supervisor. Everything else must be in its specification: what
/// happens to be set in the terminal that started the supervisor is no configuration.
pub const INHERITED: &[&str] = &[
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "CARGO_HOME",
    "RUSTUP_HOME",
    "XDG_CACHE_HOME",
    "LD_LIBRARY_PATH",
];

/// Settings of one project's process target.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The project, the same in every run: it marks the processes that belong to it.
    pub project: String,
    /// A directory that this target owns alone, 0700, with a short path: each instance's socket lies two levels below.
    pub runtime: PathBuf,
    /// How to run `shim::run`: `[opswright, shim]`.
    pub shim_command: Vec<String>,
    /// How to run `launch::run`: `[opswright, launch]`.
    pub launch_command: Vec<String>,
    /// The epoch of the lease under which commands are given.
    pub epoch: u64,
    /// Whether control groups are used.
    pub cgroups: Cgroups,
    /// How much of the logs is kept.
    pub logs: LogLimits,
}

/// Whether control groups are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cgroups {
    /// Where the machine allows it: cgroup v2, writable from here.
    #[default]
    Detect,
    /// Never: the process tree alone says what belongs to an instance.
    Off,
}

/// How much of an instance's output is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLimits {
    /// Bytes after which the file is rotated.
    pub file_bytes: u64,
    /// Number of rotated files kept beside the current one.
    pub files: u32,
    /// Bytes of one line; the rest of a longer one is dropped.
    pub line_bytes: usize,
}

impl Default for LogLimits {
    fn default() -> Self {
        Self {
            file_bytes: 10 * 1024 * 1024,
            files: 4,
            line_bytes: 64 * 1024,
        }
    }
}
