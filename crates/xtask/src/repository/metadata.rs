//! What `cargo metadata` says of the workspace.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};
use serde::Deserialize;

/// Packages, and who depends on whom on this machine's platform.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Metadata {
    /// Packages of the workspace and all that they depend on.
    pub(crate) packages: Vec<Package>,
    /// Identifiers of the workspace's own packages.
    pub(crate) workspace_members: Vec<String>,
    resolve: Resolve,
}

/// One package.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Package {
    /// Unique among all packages.
    pub(crate) id: String,
    /// Name in the registry.
    pub(crate) name: String,
    /// Version.
    pub(crate) version: String,
    /// SPDX expression, when the package states one.
    pub(crate) license: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Deserialize)]
struct Node {
    id: String,
    deps: Vec<NodeDependency>,
}

#[derive(Debug, Clone, Deserialize)]
struct NodeDependency {
    pkg: String,
    dep_kinds: Vec<KindOfDependency>,
}

#[derive(Debug, Clone, Deserialize)]
struct KindOfDependency {
    kind: Option<String>,
}

/// When a dependency is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DependencyKind {
    /// Linked into the result.
    Normal,
    /// Used by tests.
    Development,
}

impl Metadata {
    /// Asks cargo, without the network and without changing the lock file.
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .current_dir(root)
            .args(["metadata", "--format-version=1", "--locked", "--offline"])
            .arg(format!("--filter-platform={}", host_platform()?))
            .output()
            .context("failed to start cargo")?;
        if !output.status.success() {
            bail!(
                "cargo metadata: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        serde_json::from_slice(&output.stdout).context("failed to read cargo's answer")
    }

    /// The workspace's own packages.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| self.workspace_members.contains(&package.id))
    }

    /// Packages from elsewhere.
    pub(crate) fn external(&self) -> impl Iterator<Item = &Package> {
        self.packages
            .iter()
            .filter(|package| !self.workspace_members.contains(&package.id))
    }

    /// What `id` depends on directly, by name, in the way `kind`.
    pub(crate) fn dependencies(&self, id: &str, kind: DependencyKind) -> BTreeSet<&str> {
        let names = self.names();
        self.edges(id, kind)
            .filter_map(|dependency| names.get(dependency).copied())
            .collect()
    }

    /// Everything that is linked with `id`, by name: normal dependencies of normal dependencies.
    pub(crate) fn linked(&self, id: &str) -> BTreeSet<&str> {
        let names = self.names();
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            for dependency in self.edges(next, DependencyKind::Normal) {
                if seen.insert(dependency) {
                    open.push(dependency);
                }
            }
        }
        seen.iter()
            .filter_map(|id| names.get(id).copied())
            .collect()
    }

    fn names(&self) -> BTreeMap<&str, &str> {
        self.packages
            .iter()
            .map(|package| (package.id.as_str(), package.name.as_str()))
            .collect()
    }

    fn edges<'a>(&'a self, id: &str, kind: DependencyKind) -> impl Iterator<Item = &'a str> {
        let wanted = match kind {
            DependencyKind::Normal => None,
            DependencyKind::Development => Some("dev"),
        };
        self.resolve
            .nodes
            .iter()
            .filter(move |node| node.id == id)
            .flat_map(|node| &node.deps)
            .filter(move |dependency| {
                dependency
                    .dep_kinds
                    .iter()
                    .any(|found| found.kind.as_deref() == wanted)
            })
            .map(|dependency| dependency.pkg.as_str())
    }
}

/// The platform triple of this machine; for others, packages may not be downloaded.
fn host_platform() -> anyhow::Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .arg("-vV")
        .output()
        .context("failed to start rustc")?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .context("rustc -vV names no host")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Metadata of made-up packages: each member or external package with its normal dependencies, by name.
    pub(crate) fn metadata(members: &[(&str, &[&str])], external: &[(&str, &[&str])]) -> Metadata {
        let packages = |list: &[(&str, &[&str])]| -> Vec<Package> {
            list.iter()
                .map(|(name, _)| Package {
                    id: (*name).to_owned(),
                    name: (*name).to_owned(),
                    version: "1.0.0".to_owned(),
                    license: Some("MIT".to_owned()),
                })
                .collect()
        };
        let nodes = members
            .iter()
            .chain(external)
            .map(|(name, dependencies)| Node {
                id: (*name).to_owned(),
                deps: dependencies.iter().map(|name| normal(name)).collect(),
            })
            .collect();
        Metadata {
            packages: [packages(members), packages(external)].concat(),
            workspace_members: members.iter().map(|(name, _)| (*name).to_owned()).collect(),
            resolve: Resolve { nodes },
        }
    }

    fn normal(name: &str) -> NodeDependency {
        NodeDependency {
            pkg: name.to_owned(),
            dep_kinds: vec![KindOfDependency { kind: None }],
        }
    }

    #[test]
    fn what_is_linked_is_followed_to_the_end() {
        let metadata = metadata(
            &[("a", &["b"]), ("b", &["c"])],
            &[("c", &["d"]), ("d", &["c"]), ("e", &[])],
        );
        assert_eq!(metadata.linked("a"), BTreeSet::from(["b", "c", "d"]));
        assert_eq!(
            metadata.dependencies("a", DependencyKind::Normal),
            BTreeSet::from(["b"])
        );
        assert!(
            metadata
                .dependencies("a", DependencyKind::Development)
                .is_empty()
        );
    }
}
