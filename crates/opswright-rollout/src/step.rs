//! A strategy as data: the list of steps that a rollout walks through.

use serde::{Deserialize, Serialize};

use crate::{InstanceId, Phase, Plan, ReleaseId, Weights};

/// One step. The next one begins when everything in this one is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The phase in which it happens.
    pub phase: Phase,
    /// What happens.
    pub task: Task,
    /// Whether the machine put it in to mend what a restart of the driver found broken.
    #[serde(default)]
    pub mends: bool,
}

impl Step {
    pub(crate) fn new(phase: Phase, task: Task) -> Self {
        Self {
            phase,
            task,
            mends: false,
        }
    }
}

/// What happens in a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Check before the first effect.
    Preflight,
    /// Apply the compatible half of the migrations.
    Expand(String),
    /// Start these instances.
    Start {
        /// What they run.
        release: ReleaseId,
        /// Their names.
        instances: Vec<InstanceId>,
    },
    /// Wait until these instances are healthy.
    AwaitHealthy(Vec<InstanceId>),
    /// Send synthetic requests to these instances.
    VerifyInstances(Vec<InstanceId>),
    /// Count the traffic of the old release, to compare with.
    Baseline,
    /// Divide traffic over the healthy instances of these releases.
    Shift(Weights),
    /// Send synthetic requests to the route.
    VerifyRoute(ReleaseId),
    /// Look at the traffic every so often, and judge; without a route, just wait and see whether the instances live.
    Watch {
        /// How long in all, in milliseconds.
        for_ms: u64,
    },
    /// Record which release is the current one.
    Record(Option<ReleaseId>),
    /// Stop these instances.
    Stop(Vec<InstanceId>),
    /// Apply the incompatible half of the migrations.
    Contract(String),
}

/// The steps of a plan in order, if nothing fails; what `opswright plan` prints.
pub fn steps(plan: &Plan) -> Vec<Step> {
    plan.strategy.steps(plan)
}
