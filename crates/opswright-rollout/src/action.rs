//! What the machine asks the world to do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{ActionId, HealthGate, InstanceId, ReleaseId, Verification, Weights};

/// One thing to do, with the number that its answer must carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Its number within the rollout.
    pub id: ActionId,
    /// What to do.
    pub work: Work,
    /// How often it was tried before.
    #[serde(default)]
    pub attempt: u8,
}

/// What to do. Every kind is safe to repeat: it states the wished end, and finding it reached is `Done`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Check all that can be checked before the first effect: artifact present, disk, ports, variables, a startable way back.
    Preflight {
        /// The release that will be started.
        release: ReleaseId,
        /// The release to return to.
        fallback: Option<ReleaseId>,
    },
    /// Apply the compatible half of the migrations, once.
    Expand {
        /// The release that brings them.
        release: ReleaseId,
        /// The command.
        command: String,
    },
    /// Start an instance unless it is alive; a dead one of this name is replaced.
    StartInstance {
        /// Its name.
        instance: InstanceId,
        /// What it runs.
        release: ReleaseId,
    },
    /// Probe an instance until it passes the gate; fails at the gate's deadline, or as soon as the instance has ended.
    AwaitHealthy {
        /// Which one.
        instance: InstanceId,
        /// What it must pass.
        gate: HealthGate,
    },
    /// Send synthetic requests; fails on the first one that has no answer, or an answer of status 5xx.
    Verify {
        /// The release that must answer.
        release: ReleaseId,
        /// Where to send them.
        through: Through,
        /// What to send.
        verification: Verification,
    },
    /// Divide new requests as given, then wait until departed instances have drained, or the limit is over.
    ///
    /// `Done` means: acknowledged by every proxy, and drained; its detail says how many requests were left in flight. A shift
    /// with a higher number replaces this one while it still drains; a proxy ignores one with a lower number.
    Shift {
        /// The shares; empty to serve nothing.
        weights: Weights,
        /// The instances of each release in `weights`, all healthy.
        instances: BTreeMap<ReleaseId, Vec<InstanceId>>,
        /// How long to wait for departed requests, in milliseconds.
        drain_limit_ms: u64,
    },
    /// Wait, then answer with `Event::Sample`.
    Observe {
        /// How long, by a monotonic clock, in milliseconds; zero for what has been counted so far.
        for_ms: u64,
    },
    /// Record which release is the current one.
    RecordCurrent {
        /// Which one; `None` where nothing runs.
        release: Option<ReleaseId>,
    },
    /// Ask an instance to end, and end it when the grace is over; one that is not there is `Done`.
    StopInstance {
        /// Which one.
        instance: InstanceId,
        /// How long it may take, in milliseconds.
        grace_ms: u64,
    },
    /// Apply the incompatible half of the migrations, once.
    Contract {
        /// The release that brings them.
        release: ReleaseId,
        /// The command.
        command: String,
    },
}

/// Where synthetic requests are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Through {
    /// Straight to each of these instances.
    Instances(Vec<InstanceId>),
    /// To the route, as users do.
    Route,
}

/// How an action is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Undo {
    /// It changed nothing.
    Nothing,
    /// What takes it back.
    By(&'static str),
    /// Nothing takes it back; says why that is accepted.
    Irreversible(&'static str),
}

impl Work {
    /// How it is taken back.
    pub fn undo(&self) -> Undo {
        match self {
            Self::Preflight { .. }
            | Self::AwaitHealthy { .. }
            | Self::Verify { .. }
            | Self::Observe { .. } => Undo::Nothing,
            Self::StartInstance { .. } => Undo::By("stop the instance"),
            Self::Shift { .. } => Undo::By("shift to the weights in force before"),
            Self::RecordCurrent { .. } => Undo::By("record the release before"),
            Self::StopInstance { .. } => Undo::By("start the instance again from its release"),
            Self::Expand { .. } => {
                Undo::Irreversible("stays in place: both releases work with the expanded schema")
            }
            Self::Contract { .. } => {
                Undo::Irreversible("removes what the old release needs: restore a backup")
            }
        }
    }

    /// Whether it may be dropped half-way: it has no effect, or the shift that replaces it states the whole effect.
    pub fn interruptible(&self) -> bool {
        matches!(
            self,
            Self::Preflight { .. }
                | Self::AwaitHealthy { .. }
                | Self::Verify { .. }
                | Self::Observe { .. }
                | Self::Shift { .. }
        )
    }
}
