//! What can go wrong on the process target, said so that a person can act on it.

use serde::{Deserialize, Serialize};

/// The kinds of failure that a caller treats differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorKind {
    /// The command, its interpreter or its directory is missing, or cannot be executed.
    CommandNotFound,
    /// The instance ended before it was healthy.
    CrashedAtStart,
    /// The instance runs, but did not become healthy before the deadline.
    NeverHealthy,
    /// Another process holds the port: try again with another one.
    PortTaken,
    /// No space (or no quota) is left where something had to be written.
    DiskFull,
    /// The runtime directory, the shim or the kernel did not answer as expected.
    Unreachable,
    /// The shim has seen a higher lease epoch: this caller is no longer in charge.
    Fenced,
    /// Processes survived even SIGKILL for now, for instance in uninterruptible disk sleep.
    Unstoppable,
    /// There is no such instance here.
    NotFound,
    /// The specification cannot be used as it is.
    Invalid,
    /// A build or migration command ended with a failure.
    StepFailed,
    /// A build or migration command was ended because its time was over.
    StepTimedOut,
}

/// A failure with its reason, its evidence and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{reason}")]
pub struct TargetError {
    /// What kind of failure.
    pub kind: ErrorKind,
    /// One lower-case fragment that reads after "failed to".
    pub reason: String,
    /// What proves it: last log lines, the probe's request and answer, the holder of a port. Free of secrets.
    pub evidence: Vec<String>,
    /// What the person should do or type next.
    pub next: String,
    /// Whether the same action may succeed if it is repeated (for a taken port: with another port).
    pub retry: bool,
}

impl TargetError {
    /// A failure without evidence that a retry does not help.
    pub fn new(kind: ErrorKind, reason: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            kind,
            reason: reason.into(),
            evidence: Vec::new(),
            next: next.into(),
            retry: matches!(kind, ErrorKind::PortTaken | ErrorKind::Unreachable),
        }
    }

    /// The same failure with these lines of evidence after those it has.
    #[must_use]
    pub fn with_evidence(mut self, evidence: impl IntoIterator<Item = String>) -> Self {
        self.evidence.extend(evidence);
        self
    }

    /// A failed operation of the system on `what`, recognised as a full disk where it is one.
    pub fn io(operation: &str, what: &std::path::Path, source: &std::io::Error) -> Self {
        let reason = format!("{operation} {}: {source}", what.display());
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::new(
                ErrorKind::DiskFull,
                reason,
                format!("free space on the disk of {}", what.display()),
            ),
            _ => Self::new(
                ErrorKind::Unreachable,
                reason,
                format!("check that {} can be read and written", what.display()),
            ),
        }
    }
}
