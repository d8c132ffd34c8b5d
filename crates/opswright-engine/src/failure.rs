//! A failure as every surface shows it: reason, evidence, next command, exit code.

use serde::{Deserialize, Serialize};

/// The one table of exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exit {
    /// 0: done, or clean.
    Done,
    /// 1: findings, or a check failed.
    Findings,
    /// 2: wrong use or bad configuration.
    Usage,
    /// 3: stopped at a gate: an approval or a proof is missing.
    Gate,
    /// 4: an approval was refused.
    Refused,
    /// 5: the rollout failed and was rolled back safely.
    RolledBack,
    /// 6: the rollout failed and is not safe.
    Unsafe,
    /// 7: drift was found.
    Drift,
    /// 8: another rollout holds the lock.
    Locked,
    /// 9: the target cannot be reached.
    Unreachable,
}

impl Exit {
    /// The process exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Gate => 3,
            Self::Refused => 4,
            Self::RolledBack => 5,
            Self::Unsafe => 6,
            Self::Drift => 7,
            Self::Locked => 8,
            Self::Unreachable => 9,
        }
    }
}

/// What went wrong, with proof and a way on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{reason}")]
pub struct Failure {
    /// Exit code class.
    pub exit: Exit,
    /// One lower-case sentence.
    pub reason: String,
    /// What proves it, a line each.
    pub evidence: Vec<String>,
    /// A command to type, or what to do.
    pub next: String,
}

impl Failure {
    /// A failure without evidence yet.
    pub fn new(exit: Exit, reason: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            exit,
            reason: reason.into(),
            evidence: Vec::new(),
            next: next.into(),
        }
    }

    /// Adds a line of evidence.
    #[must_use]
    pub fn because(mut self, line: impl Into<String>) -> Self {
        self.evidence.push(line.into());
        self
    }
}
