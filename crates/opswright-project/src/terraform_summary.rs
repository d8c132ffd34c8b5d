//! What a Terraform file says to the rules that look at a whole module, or at several.

use std::collections::{BTreeMap, BTreeSet};

use opswright_source::Range;

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
    /// Providers that resources, modules and functions name: `aws`, `aws.west`.
    pub provider_uses: BTreeSet<String>,
    /// Where the state lies, if it says so: name of the backend, or `cloud`.
    pub backend: Option<Located<String>>,
    /// Versions of Terraform itself.
    pub required_version: Option<Located<String>>,
    /// Providers that it requires: local name, source, version.
    pub required_providers: Vec<RequiredProvider>,
    /// Its `terraform` block.
    pub settings: Option<Located<()>>,
    /// Its first block of any kind.
    pub first: Option<Located<()>>,
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
    /// Its lines, where nothing else stands on them.
    pub lines: Option<Range>,
    /// Whether it stands in a `check` block.
    pub in_check: bool,
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
    /// Whether it is a version and nothing else, as before Terraform 0.13.
    pub bare: bool,
    /// Whether it only says which aliases a caller must pass.
    pub aliases: bool,
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

/// A step of a workflow that runs Terraform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerraformRun {
    /// Where it stands.
    pub range: Range,
    /// Whether it validates or plans.
    pub plans: bool,
    /// Whether it applies.
    pub applies: bool,
    /// The folder it runs in, from the root; `None` where that is calculated.
    pub folder: Option<String>,
}

impl TerraformRun {
    /// Whether it may look at the root in `folder`.
    pub fn reaches(&self, folder: &str) -> bool {
        self.plans && self.folder.as_deref().is_none_or(|own| own == folder)
    }
}

impl RequiredProvider {
    /// Its local name.
    pub fn short_name(&self) -> &str {
        &self.name.value
    }

    /// Whether it comes with Terraform, or from the caller.
    pub fn is_built_in(&self) -> bool {
        let source = self.source.as_deref().unwrap_or("");
        self.aliases || source.starts_with("terraform.io/builtin/")
    }
}

impl Declaration {
    /// Whether it looks at something only to check it, or for what it does.
    pub fn is_check(&self) -> bool {
        self.in_check
            || self.attributes.contains_key("lifecycle")
            || matches!(self.resource_type(), "data.external" | "data.http")
    }

    /// How people name it: without `data.` where a type follows.
    pub fn address(&self) -> &str {
        self.name
            .value
            .strip_prefix("data.")
            .unwrap_or(&self.name.value)
    }

    /// Local name of the provider of a resource or data source.
    pub fn provider(&self) -> Option<String> {
        if !matches!(
            self.kind,
            Declared::Resource | Declared::Data | Declared::Ephemeral
        ) {
            return None;
        }
        if let Some(named) = self
            .attributes
            .get("provider")
            .and_then(|names| names.first())
        {
            return named.split('.').next().map(str::to_owned);
        }
        let kind = self.address();
        let kind = kind.strip_prefix("ephemeral.").unwrap_or(kind);
        let kind = kind.split('.').next()?;
        Some(kind.split('_').next().unwrap_or(kind).to_owned())
    }
}
