//! What a rollout is told before it begins: from what, to what, how, and what must hold on the way.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{InstanceId, ReleaseId, RolloutId, Strategy};

/// Everything that a rollout needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// This rollout.
    pub rollout: RolloutId,
    /// Name of the workload.
    pub workload: String,
    /// Name of the environment.
    pub environment: String,
    /// How to move.
    pub strategy: Strategy,
    /// The release to move to.
    pub candidate: ReleaseId,
    /// What runs now; `None` where nothing does.
    pub stable: Option<Stable>,
    /// How many instances of the candidate to run, at least 1.
    pub instances: u16,
    /// Whether requests reach it by the proxy.
    pub traffic: Traffic,
    /// When an instance counts as healthy.
    pub health: HealthGate,
    /// The synthetic requests that a release must answer.
    pub verification: Verification,
    /// How long requests on departed instances may take to end, in milliseconds.
    pub drain_limit_ms: u64,
    /// How long an instance may take to end after it was asked to, in milliseconds.
    pub stop_grace_ms: u64,
    /// How long the old instances are kept after all traffic has moved, in milliseconds.
    pub bake_ms: u64,
    /// How the candidate is judged by its traffic.
    pub analysis: Analysis,
    /// Schema migrations that go with the candidate.
    pub migrate: Option<MigrationPlan>,
}

/// The release that runs now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stable {
    /// Which one.
    pub release: ReleaseId,
    /// Its instances that are alive as the rollout begins.
    pub instances: Vec<InstanceId>,
}

/// Whether requests reach a workload by the proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Traffic {
    /// A service: it has a route, and the rollout shifts it.
    Routed,
    /// A worker: nothing is shifted, and only its health and its life are watched.
    Unrouted,
}

/// When an instance counts as healthy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthGate {
    /// Path that must answer with a 2xx or 3xx status; `None` for a connection to the port (or, unrouted, staying alive).
    pub path: Option<String>,
    /// How many good probes in a row.
    pub rise: u8,
    /// Time between probes in milliseconds.
    pub interval_ms: u64,
    /// Time until the gate fails in milliseconds.
    pub deadline_ms: u64,
    /// How long it must stay healthy before it counts, in milliseconds.
    pub min_healthy_ms: u64,
}

/// Synthetic requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Paths to ask for; empty for the health path, or `/` where there is none.
    pub paths: Vec<String>,
    /// How many requests in all, at least one a path.
    pub requests: u16,
    /// How long one may take in milliseconds.
    pub timeout_ms: u64,
}

/// How a release is judged by its traffic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// Time between two looks in milliseconds, at least 1.
    pub look_ms: u64,
    /// How many looks each weight gets where traffic is divided; a bake looks every `look_ms` until it is over.
    pub looks: u16,
    /// Fewer requests than this are never a pass, and fewer of the baseline are no baseline.
    pub min_requests: u64,
    /// Fewer errors than this are never a fail.
    pub min_errors: u64,
    /// The objective: the largest share of requests that may fail.
    pub max_error_ratio: Ratio,
    /// What follows when the last look is neither pass nor fail.
    pub unclear: Unclear,
}

/// What follows a last look that is neither pass nor fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unclear {
    /// Go on if the synthetic requests passed, and say that the traffic proved nothing.
    ProceedIfVerified,
    /// Wait for a person.
    Pause,
    /// Go back.
    RollBack,
}

/// A share in parts of a million: 10,000 is 1 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ratio(pub u32);

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (u64::from(self.0) + 50) / 100;
        write!(f, "{}.{:02} %", hundredths / 100, hundredths % 100)
    }
}

/// Schema migrations in two halves: what both releases can live with, and what only the new one can.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MigrationPlan {
    /// Command that applies the compatible half, before the candidate starts.
    pub expand: Option<String>,
    /// Command that applies the incompatible half, after the bake; there is no way back from it.
    pub contract: Option<String>,
}
