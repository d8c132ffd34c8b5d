//! What the command and the supervisor say to each other: one JSON object a line over a unix socket.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// Process id of the command.
    pub pid: u32,
    /// The command as typed, without values of secrets.
    pub command: String,
    /// Login name.
    pub user: String,
}

/// What a release of a workload is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadSpec {
    /// Name in the design.
    pub name: String,
    /// Folder from the root.
    pub path: String,
    /// Language, for caches.
    pub language: String,
    /// Command that installs dependencies.
    pub install: Option<String>,
    /// Command that builds.
    pub build: Option<String>,
    /// Command that starts.
    pub start: String,
    /// File that the build leaves outside of the source (`target/release/shop`).
    pub artifact: Option<String>,
    /// Command that applies migrations.
    pub migrate: Option<String>,
    /// Health path.
    pub health_path: Option<String>,
    /// Port that the service is offered on.
    pub port: u16,
    /// Instances to run.
    pub instances: u16,
    /// Plain variables.
    pub variables: BTreeMap<String, String>,
    /// Secret variables; never journalled, never printed.
    pub secrets: BTreeMap<String, SecretValue>,
}

/// A value that is sent but never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretValue(pub String);

impl std::fmt::Debug for SecretValue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("[secret]")
    }
}

/// What to roll out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The work tree as it is now.
    Tree(Box<WorkloadSpec>),
    /// A release that is there already, by digest or its beginning.
    Release(String),
    /// The release before the current one.
    Previous,
}

/// Knobs of one rollout, in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Longest wait for a new instance to become healthy.
    pub health_deadline_ms: u64,
    /// How long the old release is kept after the swap.
    pub bake_ms: u64,
    /// Longest wait for requests in flight on the old release.
    pub drain_limit_ms: u64,
    /// Time between the polite and the hard end of a process.
    pub stop_grace_ms: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            health_deadline_ms: 30_000,
            bake_ms: 3_000,
            drain_limit_ms: 30_000,
            stop_grace_ms: 10_000,
        }
    }
}

/// A rollout that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeployRequest {
    /// The workload's name.
    pub workload: String,
    /// The environment's name.
    pub environment: String,
    /// What to roll out.
    pub origin: Origin,
    /// Knobs.
    pub pace: Pace,
    /// How the design was approved, as shown in every record.
    pub approval: String,
    /// Digest of the approved design.
    pub design: String,
}

/// A request line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Who asks.
    pub caller: Caller,
    /// What for.
    pub verb: Verb,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Is anybody there.
    Ping,
    /// Roll out.
    Deploy(Box<DeployRequest>),
    /// What runs.
    Status,
    /// Store an entry in the journal.
    Record {
        /// Kind of the entry (`design`, `approval`, `generate`).
        kind: String,
        /// What it is about.
        subject: String,
        /// The entry, without secrets.
        body: serde_json::Value,
    },
    /// End the running rollout by rolling it back.
    Abort {
        /// Why.
        reason: String,
    },
    /// Stop and remove everything that is ours.
    Down,
}

/// A reply line; the last one is `Done` or `Failed`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Something happened.
    Progress(Progress),
    /// It is done.
    Done(serde_json::Value),
    /// It failed.
    Failed(Failure),
}

/// One thing that happened during a long request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Step (`build`, `start`, `health`, `shift`, `verify`, `bake`, `drain`, `stop`, `rollback`).
    pub step: String,
    /// What, lower case.
    pub text: String,
    /// Milliseconds since the request began.
    pub elapsed_ms: u64,
}

/// What `status` tells of one workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadStatus {
    /// Name.
    pub workload: String,
    /// Environment.
    pub environment: String,
    /// Digest of the release that has the traffic.
    pub release: Option<String>,
    /// Address of the service.
    pub url: Option<String>,
    /// Instances, by id.
    pub instances: Vec<InstanceStatus>,
    /// Requests and errors that the proxy counted, by release.
    pub traffic: BTreeMap<String, TrafficStatus>,
    /// The rollout that is running, if one is.
    pub rollout: Option<String>,
    /// How the last rollout ended, if it failed.
    pub last_failure: Option<Failure>,
}

/// One instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstanceStatus {
    /// Its id.
    pub instance: String,
    /// Its release.
    pub release: String,
    /// Its port on 127.0.0.1.
    pub port: u16,
    /// Process id of the workload's process.
    pub pid: i32,
    /// Process id of its shim.
    pub shim: i32,
    /// `running`, `exited ...`, `lost`.
    pub state: String,
}

/// What the proxy counted of one release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrafficStatus {
    /// Requests that were answered.
    pub requests: u64,
    /// Of these, answers of 500 and above.
    pub errors: u64,
    /// Requests in flight.
    pub in_flight: u64,
}

/// What `status` tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Process id of the supervisor.
    pub supervisor: u32,
    /// Process id of the proxy, when it answers.
    pub proxy: Option<u32>,
    /// Workloads by name.
    pub workloads: Vec<WorkloadStatus>,
}
