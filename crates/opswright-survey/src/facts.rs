//! The facts of a repository, in the shape of `opswright/survey@1`.

use serde::{Deserialize, Serialize};

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A convention of the framework; nothing in the repository says it.
    Low,
    /// Read from code or a lock file by a rule that can be misled.
    Medium,
    /// Stated in a manifest or a declared intent.
    High,
}

/// The place that proves a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Path from the root of the survey.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
}

/// A value with what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// How sure it is.
    pub confidence: Confidence,
    /// What proves it; never empty.
    pub evidence: Vec<Evidence>,
    /// Other values that had evidence, best first.
    pub alternatives: Vec<T>,
}

/// A resource that a workload needs. The kind is one of `postgresql`, `mysql`, `mariadb`, `sqlite`, `mongodb`, `redis`,
/// `rabbitmq`, `kafka`, `nats`, `elasticsearch`, `s3`, `smtp`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Its kind, with evidence.
    pub kind: Fact<String>,
    /// The variable that carries its address (`DATABASE_URL`), when known.
    pub variable: Option<String>,
    /// Its version as stated (a tag in a compose file), when known.
    pub version: Option<Fact<String>>,
}

/// A variable of the process's environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The name, with the places that read or declare it.
    pub name: Fact<String>,
    /// Whether its value must stay secret.
    pub secret: bool,
    /// Whether the workload does not start without it; unknown is `None`.
    pub required: Option<bool>,
    /// The default that the code states; never filled for a secret.
    pub default: Option<String>,
}

/// A long-running service, a worker, a job or a static site.
///
/// Values are plain words: `kind` is `web`, `worker`, `cron`, `job`, `static` or `library`; `language` is `javascript`,
/// `typescript`, `python`, `rust`, `go`, `html` ...; `framework` is the ecosystem's own name in lower case (`express`,
/// `fastapi`, `axum`, `gin`, `net/http`, `react-router`); `package_manager` is `npm`, `pnpm`, `yarn`, `bun`, `pip`, `uv`,
/// `poetry`, `cargo`, `go`; commands are what a person would type in `path`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workload {
    /// Folder from the root of the survey; `.` for the root itself.
    pub path: String,
    /// Name: from the manifest, else the folder; lower case, `[a-z0-9-]`.
    pub name: String,
    /// What it is.
    pub kind: Option<Fact<String>>,
    /// Main language.
    pub language: Option<Fact<String>>,
    /// Most specific framework.
    pub framework: Option<Fact<String>>,
    /// Package manager.
    pub package_manager: Option<Fact<String>>,
    /// Exact version of the package manager, as stated (`packageManager` of package.json).
    pub package_manager_version: Option<Fact<String>>,
    /// Version constraint of the runtime, as stated (`>=22`, `3.13`, `1.95`).
    pub runtime_version: Option<Fact<String>>,
    /// Command that installs the dependencies from the lock file.
    pub install: Option<Fact<String>>,
    /// Command that builds.
    pub build: Option<Fact<String>>,
    /// Command that starts the production process.
    pub start: Option<Fact<String>>,
    /// Port it listens on when nobody says otherwise.
    pub port: Option<Fact<u16>>,
    /// Path that answers 2xx when it is healthy (`/health`).
    pub health_path: Option<Fact<String>>,
    /// Migrations tool (`prisma`, `alembic`, `sqlx`, `diesel`, `goose` ...).
    pub migrations: Option<Fact<String>>,
    /// Command that applies the migrations.
    pub migrate: Option<Fact<String>>,
    /// Command that lints.
    pub lint: Option<Fact<String>>,
    /// Command that checks types.
    pub typecheck: Option<Fact<String>>,
    /// Command that tests.
    pub test: Option<Fact<String>>,
    /// Command that tests with coverage.
    pub coverage: Option<Fact<String>>,
    /// Lock file that the package manager obeys, from the root of the survey.
    pub lockfile: Option<Fact<String>>,
    /// File that must be kept to run (a binary's name in `target/release`, the folder of a static site, `dist`).
    pub artifact: Option<Fact<String>>,
    /// Resources it needs, by kind.
    pub resources: Vec<Resource>,
    /// Variables it reads, by name.
    pub variables: Vec<Variable>,
}

/// Everything that a survey found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The workloads, by path then name.
    pub workloads: Vec<Workload>,
}
