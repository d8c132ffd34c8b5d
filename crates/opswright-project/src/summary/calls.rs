//! What workflows and actions of a repository take and give, and how they call each other.

use super::Located;

/// What is taken and given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interface {
    /// Inputs.
    pub inputs: Vec<Parameter>,
    /// Secrets; `None` where whatever the caller hands on is taken.
    pub secrets: Option<Vec<Parameter>>,
    /// Names of outputs, in lower case.
    pub outputs: Vec<String>,
}

/// An input or a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name; case does not count.
    pub name: String,
    /// Whether it must be given.
    pub required: bool,
}

/// A job or a step that uses a workflow or an action of its own repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalCall {
    /// `./path`
    pub uses: Located<String>,
    /// Whether a job calls a workflow.
    pub is_job: bool,
    /// Names of the inputs it gives; `None` where only the run knows them.
    pub inputs: Option<Vec<Located<String>>>,
    /// Names of the secrets it gives; `None` where it hands on all.
    pub secrets: Option<Vec<Located<String>>>,
    /// Outputs that the file asks of it.
    pub outputs: Vec<Located<String>>,
}

/// An action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionSummary {
    /// What it takes and gives.
    pub interface: Interface,
    /// Its calls of actions of this repository.
    pub calls: Vec<LocalCall>,
}
