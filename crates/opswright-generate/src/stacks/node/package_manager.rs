//! The package managers of JavaScript: what they read, install and remove.

use opswright_design::WorkloadDesign;

use crate::catalogue::{BUN, PNPM, YARN_BERRY, YARN_CLASSIC};

/// The tool that installs packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NodeManager {
    /// npm, which comes with Node.js.
    Npm,
    /// pnpm.
    Pnpm,
    /// Yarn 1.
    YarnClassic,
    /// Yarn 2 and newer.
    YarnBerry,
    /// Bun, which also runs the program.
    Bun,
}

impl NodeManager {
    /// The manager that the design names; npm where it names none.
    pub(crate) fn of(workload: &WorkloadDesign) -> Self {
        let classic = workload
            .package_manager_version
            .as_deref()
            .is_none_or(|version| version.starts_with("1."));
        match workload.package_manager.as_deref() {
            Some("pnpm") => Self::Pnpm,
            Some("yarn") if classic => Self::YarnClassic,
            Some("yarn") => Self::YarnBerry,
            Some("bun") => Self::Bun,
            _ => Self::Npm,
        }
    }

    /// The npm package that provides it, at the version that the repository states, else the catalogue's; npm itself needs none.
    pub(super) fn package(self, workload: &WorkloadDesign) -> Option<String> {
        let (package, fallback) = match self {
            Self::Npm => return None,
            Self::Pnpm => ("pnpm", PNPM),
            Self::YarnClassic => ("yarn", YARN_CLASSIC),
            Self::YarnBerry => ("@yarnpkg/cli-dist", YARN_BERRY),
            Self::Bun => ("bun", BUN),
        };
        let stated = workload.package_manager_version.as_deref().map(|version| {
            // A hash may follow the version (`pnpm@10.1.0+sha512...`).
            version.split('+').next().unwrap_or(version)
        });
        let exact = stated.filter(|version| version.split('.').count() == 3);
        Some(format!("{package}@{}", exact.unwrap_or(fallback)))
    }

    /// Folder of its download cache.
    pub(super) fn cache(self) -> &'static str {
        match self {
            Self::Npm => "/root/.npm",
            Self::Pnpm => "/pnpm/store",
            Self::YarnClassic => "/usr/local/share/.cache/yarn",
            Self::YarnBerry => "/root/.yarn/berry/cache",
            Self::Bun => "/root/.bun/install/cache",
        }
    }

    /// Manifests that decide what is installed; names with `*` may be absent.
    pub(super) fn manifests(self) -> &'static str {
        match self {
            Self::Npm => "package.json package-lock.json .npmrc*",
            Self::Pnpm => "package.json pnpm-lock.yaml pnpm-workspace.yaml* .npmrc*",
            Self::YarnClassic => "package.json yarn.lock .npmrc*",
            Self::YarnBerry => "package.json yarn.lock .yarnrc.yml*",
            Self::Bun => "package.json bun.lock* .npmrc*",
        }
    }

    /// Installs exactly what the lock file says.
    pub(super) fn install(self) -> &'static str {
        match self {
            Self::Npm => "npm ci",
            Self::Pnpm => "pnpm install --frozen-lockfile",
            Self::YarnClassic => "yarn install --frozen-lockfile",
            Self::YarnBerry => "yarn install --immutable",
            Self::Bun => "bun install --frozen-lockfile",
        }
    }

    /// Installs where there is no lock file.
    pub(super) fn resolve(self) -> &'static str {
        match self {
            Self::Npm => "npm install",
            Self::Pnpm => "pnpm install --no-frozen-lockfile",
            Self::YarnClassic | Self::YarnBerry => "yarn install",
            Self::Bun => "bun install",
        }
    }

    /// Removes what only the build needs.
    pub(super) fn prune(self) -> &'static str {
        match self {
            Self::Npm => "npm prune --omit=dev",
            Self::Pnpm => "CI=true pnpm prune --prod --ignore-scripts",
            Self::YarnClassic => {
                "yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline"
            }
            Self::YarnBerry => "yarn workspaces focus --all --production",
            Self::Bun => "rm -rf node_modules && bun install --frozen-lockfile --production",
        }
    }

    /// Name of its cache for the action that sets up Node.js.
    pub(super) fn action_cache(self) -> Option<&'static str> {
        match self {
            Self::Npm => Some("npm"),
            Self::Pnpm => Some("pnpm"),
            Self::YarnClassic | Self::YarnBerry => Some("yarn"),
            Self::Bun => None,
        }
    }
}

/// pnpm keeps its store on the file system of the project unless it is told where the cache is mounted.
pub(super) fn with_store(manager: NodeManager, command: &str) -> String {
    match manager {
        NodeManager::Pnpm => format!("{command} --config.store-dir=/pnpm/store"),
        _ => command.to_owned(),
    }
}
