//! What the engine stores in the journal: the wire types of its records.

use std::collections::BTreeMap;

use opswright_rollout::{Action, Event, State};
use serde::{Deserialize, Serialize};

use crate::wire::Caller;

/// Kind of the entry that says what runs: body is `Current`, subject the workload.
pub const CURRENT: &str = "current";
/// Kind of the entry that is written before anything of a step is done: body is `Step`, subject the rollout.
pub const STEP: &str = "rollout-step";
/// Kind of the entry that is written when an action has ended: body is `Outcome`, subject the rollout.
pub const OUTCOME: &str = "rollout-outcome";
/// Kind of the entry that opens a rollout: body is `Opened`, subject the rollout.
pub const OPENED: &str = "rollout-opened";
/// Kind of the entry that closes a rollout: subject the rollout.
pub const CLOSED: &str = "rollout-closed";
/// Kinds around the replacement of an instance that ended by itself.
pub const REPLACE: &str = "replace";
/// The outcome of a replacement.
pub const REPLACED: &str = "replaced";

/// What runs of a workload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// Version of this record.
    pub version: u32,
    /// Environment.
    pub environment: String,
    /// Release that has the traffic, by its first twelve digits; `None` when nothing runs.
    pub release: Option<String>,
    /// The release that had it before.
    pub previous: Option<String>,
    /// Instances that take traffic and their ports.
    pub instances: BTreeMap<String, u16>,
    /// Port that the service is offered on.
    pub port: u16,
}

/// A rollout that begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// Version of this record.
    pub version: u32,
    /// Who asked.
    pub caller: Caller,
    /// Workload.
    pub workload: String,
    /// Environment.
    pub environment: String,
    /// Release to move to.
    pub candidate: String,
    /// Release that is moved from.
    pub stable: Option<String>,
    /// How the design was approved.
    pub approval: String,
    /// Digest of the design.
    pub design: String,
    /// Port that the service is offered on.
    pub port: u16,
}

/// The intents of one step, with the whole state that they come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Version of this record.
    pub version: u32,
    /// State after the step; its `pending` actions are the intents.
    pub state: State,
    /// What will be done now.
    pub actions: Vec<Action>,
}

/// What came of an action, or from outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Version of this record.
    pub version: u32,
    /// The event that the machine is told.
    pub event: Event,
}
