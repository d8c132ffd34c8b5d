//! What the process target reports back, as data that can be journalled.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::identity::Identity;

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// It ended by itself with this status.
    Code(i32),
    /// This signal ended it.
    Signal(i32),
}

impl std::fmt::Display for Exit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(formatter, "exit status {code}"),
            Self::Signal(signal) => {
                let name = SIGNAL_NAMES.iter().find(|(number, _)| number == signal);
                match name {
                    Some((_, name)) => write!(formatter, "signal {name}"),
                    None => write!(formatter, "signal {signal}"),
                }
            }
        }
    }
}

/// The signals that end processes in practice.
const SIGNAL_NAMES: &[(i32, &str)] = &[
    (1, "SIGHUP"),
    (2, "SIGINT"),
    (3, "SIGQUIT"),
    (4, "SIGILL"),
    (6, "SIGABRT"),
    (7, "SIGBUS"),
    (8, "SIGFPE"),
    (9, "SIGKILL"),
    (11, "SIGSEGV"),
    (13, "SIGPIPE"),
    (15, "SIGTERM"),
];

/// An instance passed its health gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Healthy {
    /// Probes sent, failed ones included.
    pub probes: u32,
    /// Milliseconds from the first probe until the gate was passed.
    pub after_ms: u64,
    /// The last probe's request and answer.
    pub last_probe: String,
}

/// An instance is stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Which instance.
    pub instance: String,
    /// How it came to its end.
    pub how: HowStopped,
    /// Milliseconds the stop took.
    pub took_ms: u64,
}

/// How a stopped instance came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HowStopped {
    /// There was nothing to stop.
    Gone,
    /// It had ended before it was asked.
    Before(Exit),
    /// It ended within its grace.
    Within(Exit),
    /// Its grace was over: SIGKILL ended what was left.
    Killed(Exit),
    /// Its shim was lost, so nobody saw the exit status; what was left of it has been ended.
    ShimLost,
}

/// An instance as found in the runtime directory and in the process table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedInstance {
    /// Its name.
    pub instance: String,
    /// Its release.
    pub release: String,
    /// Its workload.
    pub workload: String,
    /// Its port.
    pub port: u16,
    /// Its main process.
    pub identity: Identity,
    /// Its shim.
    pub shim: Identity,
    /// Its log file.
    pub log: PathBuf,
    /// What this machine could not give it, each a sentence.
    pub notes: Vec<String>,
    /// Its state.
    pub state: InstanceState,
}

/// The state of an observed instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstanceState {
    /// Its shim lives, and so does its main process.
    Running,
    /// It has ended.
    Exited(Exit),
    /// Its shim is gone without a record of an exit: the instance counts as lost, whatever of it still runs.
    ShimLost,
}

/// An instance ended without having been asked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceLost {
    /// Which instance.
    pub instance: String,
    /// Its state now; its processes have been ended.
    pub state: InstanceState,
    /// What happened, in one sentence.
    pub reason: String,
    /// What proves it, free of secrets.
    pub evidence: Vec<String>,
}

/// A process that carried the mark of an instance nobody knows, and was ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swept {
    /// The instance it was marked with.
    pub instance: String,
    /// The process.
    pub identity: Identity,
    /// The program's short name.
    pub program: String,
}

/// A step ended well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// Milliseconds it took.
    pub took_ms: u64,
    /// The last lines of its output, free of secrets.
    pub last_lines: Vec<String>,
}
