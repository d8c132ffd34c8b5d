//! What an instance, a health gate and a step are, as the caller describes them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::secret::{Redactor, Variable};
use super::shell;

/// The variable that carries an instance's name into each of its processes.
pub const INSTANCE_VARIABLE: &str = "OPSWRIGHT_INSTANCE";
/// The variable that carries the release's name.
pub const RELEASE_VARIABLE: &str = "OPSWRIGHT_RELEASE";
/// The variable that carries the project's name, so that one project never sweeps another's processes.
pub const PROJECT_VARIABLE: &str = "OPSWRIGHT_PROJECT";

/// One instance of a release, to be started. Its name is given once and never used again.
#[derive(Debug, Clone)]
pub struct InstanceSpec {
    /// The instance's name: lower-case letters, digits and `-`, 40 bytes at most.
    pub instance: String,
    /// The release it runs.
    pub release: String,
    /// The workload it belongs to.
    pub workload: String,
    /// The release's directory, absolute: the working directory of the command.
    pub directory: PathBuf,
    /// What to run.
    pub command: CommandLine,
    /// Its variables. Beside them it gets only [`super::settings::INHERITED`] from the supervisor, and always
    /// `PORT`, `HOST` and the three `OPSWRIGHT_` markers.
    pub variables: BTreeMap<String, Variable>,
    /// The port it must listen on at 127.0.0.1.
    pub port: u16,
    /// The file that takes its output, absolute; rotated files lie beside it as `.1`, `.2`, ...
    pub log: PathBuf,
    /// How it is asked to end.
    pub stop_signal: StopSignal,
    /// The grace in milliseconds when nobody says another: the machine goes down and the shim itself is asked to end.
    pub grace_ms: u64,
    /// Bounds on what it may use.
    pub limits: Limits,
}

impl InstanceSpec {
    /// What removes this instance's secrets from evidence.
    pub fn redactor(&self) -> Redactor {
        redactor(&self.variables)
    }
}

/// What removes the secrets among these variables from evidence.
pub(crate) fn redactor(variables: &BTreeMap<String, Variable>) -> Redactor {
    Redactor::new(variables.values().filter_map(|variable| match variable {
        Variable::Config(_) => None,
        Variable::Secret(secret) => Some(secret.expose()),
    }))
}

/// A command: arguments as they are, or a line for the shell.
///
/// Everybody on the machine can read the arguments of a process: secrets belong into variables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommandLine {
    /// A program and its arguments; nothing is expanded.
    Arguments(Vec<String>),
    /// A line that `/bin/sh -c` runs; the shell becomes the command where the line is only one.
    Shell(String),
}

impl CommandLine {
    /// The arguments that are executed.
    pub fn arguments(&self) -> Vec<String> {
        match self {
            Self::Arguments(arguments) => arguments.clone(),
            Self::Shell(line) => shell::arguments(line),
        }
    }
}

/// The signal that asks an instance to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopSignal {
    /// SIGTERM, what nearly every server expects.
    #[default]
    Term,
    /// SIGINT.
    Int,
    /// SIGQUIT, the graceful one for nginx.
    Quit,
    /// SIGHUP.
    Hup,
}

/// Bounds on what an instance may use. Those the machine cannot hold are not applied, and the notes of the observed
/// instance say so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Memory in bytes (needs a cgroup with the memory controller).
    pub memory_bytes: Option<u64>,
    /// Number of processes and threads (needs a cgroup with the pids controller).
    pub processes: Option<u64>,
    /// Hundredths of one processor (needs a cgroup with the cpu controller).
    pub cpu_percent: Option<u32>,
    /// Number of open files of each process.
    pub open_files: Option<u64>,
}

/// When an instance counts as healthy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthGate {
    /// The path that must answer 2xx. Without one, any answer below 500 to `GET /` will do.
    pub path: Option<String>,
    /// Successes in a row.
    pub rise: u32,
    /// Milliseconds from one probe to the next.
    pub interval_ms: u64,
    /// Milliseconds one probe may take.
    pub timeout_ms: u64,
    /// Milliseconds after which the gate gives up.
    pub deadline_ms: u64,
    /// Milliseconds for which the instance must have been healthy without a break.
    pub min_healthy_ms: u64,
}

impl Default for HealthGate {
    fn default() -> Self {
        Self {
            path: None,
            rise: 2,
            interval_ms: 200,
            timeout_ms: 5_000,
            deadline_ms: 60_000,
            min_healthy_ms: 1_000,
        }
    }
}

/// A command that runs to its end: a build, a migration.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name in messages: `build`, `migrate`.
    pub name: String,
    /// What to run.
    pub command: CommandLine,
    /// Its working directory, absolute.
    pub directory: PathBuf,
    /// Its variables, beside the inherited ones.
    pub variables: BTreeMap<String, Variable>,
    /// Milliseconds it may take; then its processes are ended.
    pub timeout_ms: u64,
    /// Milliseconds between the stop signal and SIGKILL on timeout or cancellation.
    pub grace_ms: u64,
    /// The file that takes its output, absolute.
    pub log: PathBuf,
}
