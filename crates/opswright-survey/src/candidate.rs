//! A workload while detectors and importers still vote on it.

use crate::claims::{Claims, Ground};
use crate::place::shown;
use crate::resources::{self, ResourceClaim};
use crate::variables::{self, VariableClaim};
use crate::{Evidence, Workload};

/// How much a detector found; the strongest of a folder is the workload there, the others only build for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Strength {
    /// A manifest, nothing that runs.
    #[default]
    Manifest,
    /// Pages that are built and served by something else.
    Site,
    /// A program that starts.
    Program,
    /// A program that is known to listen.
    Server,
}

/// Claims on every column of a workload.
#[derive(Debug, Clone, Default)]
pub(crate) struct Candidate {
    /// Folder from the root; empty for the root.
    pub(crate) folder: String,
    pub(crate) strength: Strength,
    pub(crate) name: Claims<String>,
    pub(crate) kind: Claims<String>,
    pub(crate) language: Claims<String>,
    pub(crate) framework: Claims<String>,
    pub(crate) package_manager: Claims<String>,
    pub(crate) package_manager_version: Claims<String>,
    pub(crate) runtime_version: Claims<String>,
    pub(crate) install: Claims<String>,
    pub(crate) build: Claims<String>,
    pub(crate) start: Claims<String>,
    pub(crate) port: Claims<u16>,
    pub(crate) health_path: Claims<String>,
    pub(crate) migrations: Claims<String>,
    pub(crate) migrate: Claims<String>,
    pub(crate) lint: Claims<String>,
    pub(crate) typecheck: Claims<String>,
    pub(crate) test: Claims<String>,
    pub(crate) coverage: Claims<String>,
    pub(crate) lockfile: Claims<String>,
    pub(crate) artifact: Claims<String>,
    pub(crate) resources: Vec<ResourceClaim>,
    pub(crate) variables: Vec<VariableClaim>,
    /// Words to put before a command that a tool of the project runs (`uv run`); empty where none is needed.
    pub(crate) runner: String,
}

impl Candidate {
    /// An empty one in `folder`, in `language`.
    pub(crate) fn new(folder: &str, language: &str, evidence: Evidence) -> Self {
        let mut candidate = Self {
            folder: folder.to_owned(),
            ..Self::default()
        };
        candidate
            .language
            .push(language.to_owned(), Ground::Manifest, evidence);
        candidate
    }

    /// Raises the strength to at least `strength`.
    pub(crate) fn raise(&mut self, strength: Strength) {
        self.strength = self.strength.max(strength);
    }

    /// Whether it serves nobody: a worker, a cron or a job.
    pub(crate) fn works_in_background(&self) -> bool {
        self.kind
            .best()
            .is_some_and(|claim| matches!(claim.value.as_str(), "worker" | "cron" | "job"))
    }

    /// Notes that `package` at `evidence` is used, where it is a client of a resource.
    pub(crate) fn use_package(&mut self, package: &str, evidence: &Evidence) {
        if let Some(kind) = resources::of_package(package) {
            self.need(kind, Ground::Code, evidence.clone());
        }
    }

    /// Notes a need for a resource.
    pub(crate) fn need(&mut self, kind: &'static str, ground: Ground, evidence: Evidence) {
        self.resources.push(ResourceClaim {
            kind,
            ground,
            evidence,
            version: None,
        });
    }

    /// The workload that the votes make.
    pub(crate) fn decide(self) -> Workload {
        let variables = variables::merge(&self.variables);
        let name = self
            .name
            .best()
            .map_or_else(|| folder_name(&self.folder), |claim| claim.value.clone());
        Workload {
            path: shown(&self.folder),
            name: plain_name(&name),
            kind: self.kind.resolve(),
            language: self.language.resolve(),
            framework: self.framework.resolve(),
            package_manager: self.package_manager.resolve_unless_tied(),
            package_manager_version: self.package_manager_version.resolve(),
            runtime_version: self.runtime_version.resolve(),
            install: self.install.resolve(),
            build: self.build.resolve(),
            start: self.start.resolve(),
            port: self.port.resolve_unless_tied(),
            health_path: self.health_path.resolve(),
            migrations: self.migrations.resolve(),
            migrate: self.migrate.resolve(),
            lint: self.lint.resolve(),
            typecheck: self.typecheck.resolve(),
            test: self.test.resolve(),
            coverage: self.coverage.resolve(),
            lockfile: self.lockfile.resolve_unless_tied(),
            artifact: self.artifact.resolve(),
            resources: resources::merge(&self.resources, &variables),
            variables,
        }
    }
}

/// The last part of a folder; `app` for the root, whose name the tree does not tell.
pub(crate) fn folder_name(folder: &str) -> String {
    folder
        .rsplit('/')
        .next()
        .filter(|name| !name.is_empty())
        .unwrap_or("app")
        .to_owned()
}

/// A name in `[a-z0-9-]`: the scope of a package goes, other characters become dashes.
pub(crate) fn plain_name(name: &str) -> String {
    let base = name.rsplit('/').next().unwrap_or(name);
    let dashed: String = base
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    let trimmed: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    if trimmed.is_empty() {
        "app".to_owned()
    } else {
        trimmed.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_plain() {
        for (given, expected) in [
            ("@acme/Web_App", "web-app"),
            ("shop", "shop"),
            ("...", "app"),
            ("ünï", "n"),
        ] {
            assert_eq!(plain_name(given), expected);
        }
    }
}
