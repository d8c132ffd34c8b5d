//! Every file parsed once, a summary per file, and the graph over them.
//!
//! Invariants: a syntax tree lives as long as its file is looked at; a summary holds no tree and no text. A file that
//! cannot be read in full is summarised as far as it was read.

mod commands;
pub mod compose;
mod graph;
mod holes;
pub mod interpolation;
mod kind;
pub mod kubernetes;
pub mod migration;
mod model;
mod module;
pub mod monitoring;
mod parsed;
mod path;
mod probe;
mod settings;
mod summarise;
mod summary;
mod suppression;
pub mod terraform;
mod terraform_summary;
mod text;
mod variables;
pub mod workflow;

pub use graph::{Built, Graph, migrations};
pub use kind::{Kind, is_wanted, kind_of};
pub use model::Model;
pub use module::Module;
pub use parsed::{Fault, Parsed, Syntax, parse};
pub use path::{folder, join};
pub use probe::{ProbeAddress, probe_address};
pub use settings::{Setting, settings};
pub use summarise::summarise;
pub use summary::{
    ActionSummary, ComposeSummary, Content, CopySummary, DashboardSummary, DependencySummary,
    DesignSummary, Detail, DockerfileSummary, Interface, JobSummary, KubernetesSummary,
    KustomizationSummary, Labels, LocalCall, Located, ObjectSummary, Parameter, PodSummary,
    PrometheusSummary, PulumiRuns, Reference, RouteSummary, RoutingSummary, RuleSummary,
    RulesSummary, ScrapeSummary, Selector, ServiceBuild, ServicePort, ServiceSummary,
    SourcesSummary, StageSummary, Summary, TableFacts, VariableSummary, WorkflowSummary,
};
pub use suppression::{Accepted, Suppression};
pub use terraform_summary::{
    Declaration, Declared, ModuleCall, ProviderBlock, RequiredProvider, TerraformRun,
    TerraformSummary,
};
pub use text::is_text;
pub use variables::{Assignment, Variables};
