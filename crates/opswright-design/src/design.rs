//! The decided infrastructure, in the shape of `opswright/design@1`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How many people use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// A hobby or a first version.
    Hobby,
    /// Fewer than 100,000 users.
    Startup,
    /// 100,000 to 1,000,000 users.
    Growth,
    /// More than 1,000,000 users.
    Enterprise,
}

/// A regime that the infrastructure must satisfy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compliance {
    /// SOC 2.
    Soc2,
    /// EU personal data that must stay in the EU.
    Gdpr,
    /// US health data.
    Hipaa,
    /// Card data.
    Pci,
    /// US federal systems.
    Fedramp,
    /// No connection to a public network.
    Airgap,
}

/// Where an input came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// Read from the repository: `file:line`.
    Fact(String),
    /// Given by a person: `--scale`, `--answer`, or `opswright.toml:line`.
    Answer(String),
    /// Decided by the decision with this key.
    Decision(String),
    /// Nobody said: assumed, and therefore an open question.
    Assumed,
}

/// One input that a decision read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// Its key (`scale`, `workloads`, `workload.web.port`).
    pub key: String,
    /// Its value as text.
    pub value: String,
    /// Where it came from.
    pub provenance: Provenance,
}

/// One row of the trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided (`topology`, `orchestration`, `containerization.web`, `tls`, `secrets`, `rollback`).
    pub key: String,
    /// The choice.
    pub choice: String,
    /// Name of the rule that decided it.
    pub rule: String,
    /// What the rule read.
    pub inputs: Vec<Input>,
    /// Why, one sentence.
    pub reason: String,
    /// The next best choice.
    pub runner_up: Option<String>,
    /// What would change it (`EKS if services >= 10`).
    pub would_change: Vec<String>,
    /// Where the decision table is dated: today's answer beside it.
    pub current_answer: Option<String>,
}

/// Something that nobody said and that matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Key to answer with `--answer key=value`.
    pub key: String,
    /// The question.
    pub text: String,
    /// What is assumed until it is answered; `None` where nothing can be assumed and generation must wait.
    pub assumed: Option<String>,
    /// Values that are accepted; empty for free text.
    pub options: Vec<String>,
}

/// How a workload becomes an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Containerization {
    /// A generated (or kept) Dockerfile.
    Dockerfile,
    /// Cloud Native Buildpacks.
    Buildpacks,
}

/// A variable in the contract of a workload.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct VariableDesign {
    /// Its name.
    pub name: String,
    /// Whether it is delivered as a secret.
    pub secret: bool,
    /// Whether the workload does not start without it.
    pub required: bool,
    /// Default that the code states; never of a secret.
    pub default: Option<String>,
}

/// A resource that the design provides.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ResourceDesign {
    /// Name in compose and in `--resource NAME=URL` (`db`, `cache`, `queue`, `bucket`).
    pub name: String,
    /// Kind as in the survey (`postgresql`, `redis` ...).
    pub kind: String,
    /// Major version to run (`18`), from facts or the catalogue.
    pub version: String,
    /// Variable that carries its address (`DATABASE_URL`).
    pub variable: String,
    /// Names of the workloads that use it.
    pub used_by: Vec<String>,
}

/// One workload with everything that generation and rollout need, resolved from facts and answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkloadDesign {
    /// Name, unique in the design.
    pub name: String,
    /// Folder from the root; `.` for the root.
    pub path: String,
    /// `web`, `worker`, `cron`, `job`, `static` or `library`.
    pub kind: String,
    /// Language as in the survey.
    pub language: String,
    /// Framework as in the survey.
    pub framework: Option<String>,
    /// Package manager as in the survey.
    pub package_manager: Option<String>,
    /// Its exact version, when stated.
    pub package_manager_version: Option<String>,
    /// Runtime version constraint as stated.
    pub runtime_version: Option<String>,
    /// Command that installs dependencies.
    pub install: Option<String>,
    /// Command that builds.
    pub build: Option<String>,
    /// Command that starts; `None` only for a library or a static site, or while a question is open.
    pub start: Option<String>,
    /// Port it listens on.
    pub port: Option<u16>,
    /// Health path.
    pub health_path: Option<String>,
    /// Migrations tool.
    pub migrations: Option<String>,
    /// Command that applies migrations.
    pub migrate: Option<String>,
    /// Command that lints.
    pub lint: Option<String>,
    /// Command that checks types.
    pub typecheck: Option<String>,
    /// Command that tests.
    pub test: Option<String>,
    /// Command that tests with coverage.
    pub coverage: Option<String>,
    /// Lock file from the root.
    pub lockfile: Option<String>,
    /// File or folder that must be kept to run.
    pub artifact: Option<String>,
    /// How it becomes an image.
    pub containerization: Containerization,
    /// Variables it reads.
    pub variables: Vec<VariableDesign>,
    /// Names of the resources it uses.
    pub resources: Vec<String>,
}

/// The decided infrastructure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Design {
    /// Always `opswright/design@1`.
    pub schema: String,
    /// Name of the project: lower case, `[a-z0-9-]`.
    pub name: String,
    /// `sha256:` and 64 hexadecimal digits over facts, answers and rules version.
    pub digest: String,
    /// Version of the decision rules (`2026.1`).
    pub rules_version: String,
    /// Tier by users.
    pub scale: Scale,
    /// Regimes to satisfy.
    pub compliance: BTreeSet<Compliance>,
    /// The trace, in a fixed order; topology, orchestration, networking, secrets and rollback are choices in it.
    pub decisions: Vec<Decision>,
    /// What nobody said.
    pub questions: Vec<Question>,
    /// The workloads, by path then name.
    pub workloads: Vec<WorkloadDesign>,
    /// The resources, by name.
    pub resources: Vec<ResourceDesign>,
    /// Environments in order of promotion (`local`, `staging`, `production`).
    pub environments: Vec<String>,
}
