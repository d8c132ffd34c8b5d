//! What a Terraform file says to the rules that look at a whole module, or at several.

use std::collections::BTreeMap;

use crate::summary::Located;

/// A Terraform file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TerraformSummary {
    /// Whether it is a test, which is no part of the module in its folder.
    pub test: bool,
    /// Whether it overrides other files of its folder (`override.tf`).
    pub overrides: bool,
    /// Whether the file could be read in full.
    pub whole: bool,
    /// What it declares.
    pub declared: Vec<Declaration>,
    /// What it refers to (`var.x`, `data.type.name`), each name once, where it stands first.
    pub references: Vec<Located<String>>,
    /// Where the state lies, if it says so: name of the backend, or `cloud`.
    pub backend: Option<Located<String>>,
    /// Versions of Terraform itself.
    pub required_version: Option<Located<String>>,
    /// Providers that it requires: local name, source, version.
    pub required_providers: Vec<RequiredProvider>,
    /// Its `terraform` block.
    pub settings: Option<Located<()>>,
    /// Providers that it configures.
    pub providers: Vec<ProviderBlock>,
    /// Modules that it calls: name and source.
    pub modules: Vec<ModuleCall>,
}

/// Kinds of what can be declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Declared {
    /// `variable`
    Variable,
    /// An entry of `locals`
    Local,
    /// `resource`
    Resource,
    /// `data`
    Data,
    /// `ephemeral`
    Ephemeral,
    /// `module`
    Module,
    /// `output`
    Output,
    /// `provider`, by name and alias
    Provider,
}

/// A declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// What is declared.
    pub kind: Declared,
    /// How references name it: `var.x`, `local.x`, `type.name`, `data.type.name`, `module.x`.
    pub name: Located<String>,
    /// All of it.
    pub whole: opswright_source::Range,
    /// For resources: attributes that are set, with what they refer to; for variables: `default`, `type` and so on.
    pub attributes: BTreeMap<String, Vec<String>>,
}

/// An entry of `required_providers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredProvider {
    /// Its local name.
    pub name: Located<String>,
    /// Its source.
    pub source: Option<String>,
    /// Whether it names versions.
    pub pinned: bool,
}

/// A `provider` block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderBlock {
    /// Its local name.
    pub name: Located<String>,
    /// Whether it has an alias.
    pub alias: bool,
    /// Whether it gives tags or labels to all that it makes.
    pub default_tags: bool,
}

/// A `module` block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleCall {
    /// Its name.
    pub name: Located<String>,
    /// Where the module lies, where that is written out.
    pub source: Option<String>,
}
