//! What the world tells the machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Action, ActionId, InstanceId, ReleaseId, Sample, Weights};

/// What happened. Repeating an event changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The lock is held: go.
    Begin,
    /// An action reached its end.
    Done {
        /// Which one.
        action: ActionId,
        /// What is worth knowing about it.
        detail: Detail,
    },
    /// An action did not reach its end; its effect may or may not have happened.
    Failed {
        /// Which one.
        action: ActionId,
        /// Why.
        failure: Failure,
    },
    /// The answer to `Work::Observe`.
    Sample {
        /// Which observation.
        action: ActionId,
        /// What was counted.
        sample: Sample,
    },
    /// A person wants to hold where it is.
    Pause {
        /// Why.
        reason: String,
        /// Who.
        by: String,
    },
    /// A person wants to go on.
    Resume {
        /// Who.
        by: String,
    },
    /// A person wants to go back.
    Abort {
        /// Why.
        reason: String,
        /// Who.
        by: String,
    },
    /// An instance ended by itself.
    InstanceLost {
        /// Which one.
        instance: InstanceId,
        /// Its exit status and last words.
        reason: String,
    },
    /// The driver was restarted.
    Recovered {
        /// What it found.
        observed: Observed,
        /// The last intent in the journal that has no outcome; it goes into the record.
        last_intent: Option<Action>,
    },
}

/// What is worth knowing about an action that reached its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Nothing more.
    #[default]
    Nothing,
    /// Evidence, a line each.
    Said(Vec<String>),
    /// A shift has drained.
    Drained {
        /// Requests that were still in flight on departed instances at the limit, and may be cut off when those are stopped.
        left_in_flight: u64,
        /// How long it took in milliseconds.
        drained_ms: u64,
    },
}

/// Why something failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// One sentence.
    pub reason: String,
    /// What proves it, a line each.
    pub evidence: Vec<String>,
    /// A command to type.
    pub next: String,
    /// Whether doing the same again may help.
    pub retry: Retry,
}

/// Whether doing the same again may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// The result will be the same.
    Useless,
    /// It may pass.
    MayHelp,
}

/// What the driver found after a restart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// The instances that are alive.
    pub instances: BTreeMap<InstanceId, ObservedInstance>,
    /// The weights in force; `None` where the proxy did not answer.
    pub weights: Option<Weights>,
}

/// An instance that is alive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedInstance {
    /// What it runs.
    pub release: ReleaseId,
    /// What one probe said.
    pub health: Health,
}

/// What one probe said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// It answered well.
    Healthy,
    /// It did not.
    Unhealthy,
}
