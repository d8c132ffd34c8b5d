//! What one file says, without its text: enough for the rules that look at several files.

use std::collections::{BTreeMap, BTreeSet};
mod monitoring;

pub use monitoring::{
    DashboardSummary, PrometheusSummary, RouteSummary, RoutingSummary, RuleSummary, RulesSummary,
    ScrapeSummary, SourcesSummary,
};
mod calls;
mod kubernetes;

use opswright_dockerfile::{DockerIgnore, ImageReference, Word};
use opswright_source::Range;
use opswright_sql::Dialect;

use crate::kind::Kind;
use crate::migration::MigrationSummary;
use crate::suppression::Suppression;
use crate::terraform_summary::{TerraformRun, TerraformSummary};

pub use calls::{ActionSummary, Interface, LocalCall, Parameter};
pub use kubernetes::{
    Detail, KubernetesSummary, KustomizationSummary, Labels, ObjectSummary, PodSummary, Reference,
    Selector, ServicePort,
};

/// A value, where it stands, and on which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub range: Range,
    /// Its line, from 1.
    pub line: u32,
}

/// What one file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Path from the root.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub content: Content,
    /// Findings that a person has accepted in it.
    pub suppressions: Vec<Suppression>,
}

/// What a file says, by its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Of a Dockerfile.
    Dockerfile(DockerfileSummary),
    /// Of a .dockerignore file.
    DockerIgnore {
        /// The patterns.
        ignore: DockerIgnore,
        /// Length of the file in bytes.
        length: usize,
        /// Whether the last line has its line break.
        ends_line: bool,
    },
    /// Of a Compose file.
    Compose(ComposeSummary),
    /// Of a shell script.
    Script {
        /// Its commands.
        commands: Vec<Located<String>>,
        /// Whether it speaks of going back.
        rolls_back: bool,
    },
    /// Of a page that speaks of going back to what ran before.
    RollbackPage,
    /// Of settings of a tool that renews pins, beside Dependabot.
    Renovate,
    /// Of `.opswright/design.json`.
    Design(DesignSummary),
    /// Of a file of variables.
    Variables(Vec<VariableSummary>),
    /// Of a workflow.
    Workflow(WorkflowSummary),
    /// Of an action.
    Action(Box<ActionSummary>),
    /// Of a Terraform file.
    Terraform(Box<TerraformSummary>),
    /// Of values of Terraform variables: the names that get one.
    TerraformValues(Vec<Located<String>>),
    /// Of a migration.
    Migration(Box<MigrationSummary>),
    /// Of SQL that is no migration: the words in it, folded.
    Queries(BTreeSet<String>),
    /// What `metadata.toml` or `migration_lock.toml` says of the migrations beside it.
    MigrationSettings {
        /// Whether the tool puts a transaction around.
        transaction: Option<bool>,
        /// The family of databases.
        dialect: Option<Dialect>,
    },
    /// Sizes of tables, from `.opswright/tables.json`.
    TableFacts(BTreeMap<String, TableFacts>),
    /// Of a file of Prometheus rules, or of objects that hold some.
    Rules(RulesSummary),
    /// Of a configuration of Prometheus.
    Prometheus(PrometheusSummary),
    /// Of a configuration of Alertmanager.
    Routing(RoutingSummary),
    /// Of a dashboard.
    Dashboard(DashboardSummary),
    /// Of data sources that Grafana is given.
    Sources(SourcesSummary),
    /// Of a runbook: whether it says anything.
    Runbook {
        /// Words in it, headings not counted.
        words: usize,
        /// Commands in its code blocks.
        commands: Vec<Located<String>>,
        /// Whether it speaks of going back.
        rolls_back: bool,
    },
    /// Of manifests.
    Kubernetes(KubernetesSummary),
    /// Of a Kustomize folder.
    Kustomization(KustomizationSummary),
    /// Of a file that no rule over several files reads.
    None,
}

/// A design: what it chose, with the places of the choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DesignSummary {
    /// Choices by the key of their decision.
    pub choices: BTreeMap<String, Located<String>>,
}

/// A variable in a file of variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableSummary {
    /// Its name; the line is not counted.
    pub name: Located<String>,
    /// Whether its value is left out.
    pub is_empty: bool,
}

/// What is known of a table in production.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// Its rows.
    pub rows: Option<u64>,
    /// Its bytes.
    pub bytes: Option<u64>,
}

/// A Dockerfile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DockerfileSummary {
    /// Its stages.
    pub stages: Vec<StageSummary>,
    /// What it copies from the build context.
    pub copies: Vec<CopySummary>,
    /// Stages that later ones build on, copy from or mount, by name in lower case or by number.
    pub uses: Vec<String>,
    /// Whether the text is a template.
    pub templated: bool,
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageSummary {
    /// Its name.
    pub name: Option<String>,
    /// Its FROM line.
    pub from: Located<String>,
    /// The image at the end of its chain of stages; `None` for scratch and for what only the build knows.
    pub image: Option<ImageReference>,
    /// Whether the chain ends in scratch.
    pub scratch: bool,
    /// Names of programs that package managers install in the chain, and of files copied to a `bin` folder.
    pub installed: Vec<String>,
    /// Ports it exposes.
    pub ports: Vec<Located<u16>>,
    /// The last health check of the chain: its words; empty for `NONE`.
    pub health_check: Option<Located<Vec<Word>>>,
    /// Whether the health check needs a shell.
    pub health_check_in_shell: bool,
    /// The last user of the chain.
    pub user: Option<Located<String>>,
    /// Whether the chain starts a program.
    pub starts: bool,
    /// Names of variables that it sets.
    pub variables: Vec<String>,
}

/// COPY or ADD from the build context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySummary {
    /// Source as written.
    pub source: Located<String>,
    /// Number of the stage.
    pub stage: usize,
}

/// A Compose file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComposeSummary {
    /// Its services.
    pub services: Vec<ServiceSummary>,
    /// Names of its volumes.
    pub volumes: Vec<String>,
    /// Variables that it takes from its surroundings and has no default for, each where it stands first.
    pub unguarded: Vec<Located<String>>,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceSummary {
    /// Its name and its key.
    pub name: Located<String>,
    /// Its image.
    pub image: Option<Located<String>>,
    /// How it is built.
    pub build: Option<ServiceBuild>,
    /// Whether it has a health check of its own.
    pub health_check: Option<Located<Vec<Word>>>,
    /// Whether that needs a shell.
    pub health_check_in_shell: bool,
    /// Whether parts of it stand elsewhere, or it runs once.
    pub incomplete: bool,
    /// The services it waits for.
    pub depends_on: Vec<DependencySummary>,
    /// Ports in the container that it publishes.
    pub ports: Vec<Located<u16>>,
    /// Whether it sets its user.
    pub sets_user: bool,
    /// Names of its variables.
    pub variables: Vec<String>,
}

/// An entry of `depends_on`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DependencySummary {
    /// Name of the other service.
    pub service: Located<String>,
    /// Its condition.
    pub condition: Option<String>,
}

/// How a service is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceBuild {
    /// Folder of the context from the root; `None` where it lies outside, or elsewhere.
    pub context: Option<String>,
    /// The Dockerfile from the root.
    pub dockerfile: Option<String>,
    /// The stage.
    pub target: Option<Located<String>>,
    /// The whole `build`.
    pub range: Range,
}

/// A workflow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkflowSummary {
    /// Events that start it.
    pub triggers: Vec<String>,
    /// Its jobs.
    pub jobs: Vec<JobSummary>,
    /// Its steps that run Terraform.
    pub terraform: Vec<TerraformRun>,
    /// What its steps do with Pulumi.
    pub pulumi: PulumiRuns,
    /// Whether it speaks of going back.
    pub rolls_back: bool,
    /// What it takes and gives where another workflow calls it.
    pub interface: Option<Interface>,
    /// Its calls of workflows and actions of this repository.
    pub calls: Vec<LocalCall>,
}

/// What the steps of a workflow do with Pulumi.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PulumiRuns {
    /// Whether one previews, or compares with what is there.
    pub previews: bool,
    /// The first one that updates.
    pub updates: Option<Range>,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobSummary {
    /// Its id.
    pub id: Located<String>,
    /// Ids of the jobs it needs.
    pub needs: Vec<String>,
    /// Its environment.
    pub environment: Option<String>,
    /// Names of the variables that all of its steps have.
    pub variables: Vec<Located<String>>,
    /// Commands of its steps.
    pub commands: Vec<Located<String>>,
    /// Actions and workflows that it uses.
    pub uses: Vec<Located<String>>,
}
