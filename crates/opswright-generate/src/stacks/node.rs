//! JavaScript and TypeScript on Node.js or Bun: npm, pnpm, Yarn, Bun.

use opswright_design::WorkloadDesign;

use super::{Checks, Step};
use crate::catalogue::{BUN, PNPM, YARN_BERRY, YARN_CLASSIC};
use crate::command::Command;
use crate::recipe::{Recipe, Toolchain, joined};
use crate::text::Page;

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

/// What a build may read.
pub(crate) const ALLOWED: &[&str] = &[
    "package.json",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "yarn.lock",
    ".yarnrc.yml",
    ".yarn/releases",
    ".yarn/patches",
    "bun.lock",
    "bun.lockb",
    ".npmrc",
    "patches",
    "tsconfig*.json",
    "*.config.*",
    "*.js",
    "*.mjs",
    "*.cjs",
    "*.ts",
    "index.html",
    "app",
    "components",
    "config",
    "lib",
    "migrations",
    "pages",
    "prisma",
    "public",
    "routes",
    "scripts",
    "server",
    "src",
    "static",
    "views",
];

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
    fn package(self, workload: &WorkloadDesign) -> Option<String> {
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
    fn cache(self) -> &'static str {
        match self {
            Self::Npm => "/root/.npm",
            Self::Pnpm => "/pnpm/store",
            Self::YarnClassic => "/usr/local/share/.cache/yarn",
            Self::YarnBerry => "/root/.yarn/berry/cache",
            Self::Bun => "/root/.bun/install/cache",
        }
    }

    /// Manifests that decide what is installed; names with `*` may be absent.
    fn manifests(self) -> &'static str {
        match self {
            Self::Npm => "package.json package-lock.json .npmrc*",
            Self::Pnpm => "package.json pnpm-lock.yaml pnpm-workspace.yaml* .npmrc*",
            Self::YarnClassic => "package.json yarn.lock .npmrc*",
            Self::YarnBerry => "package.json yarn.lock .yarnrc.yml*",
            Self::Bun => "package.json bun.lock* .npmrc*",
        }
    }

    /// Installs exactly what the lock file says.
    fn install(self) -> &'static str {
        match self {
            Self::Npm => "npm ci",
            Self::Pnpm => "pnpm install --frozen-lockfile",
            Self::YarnClassic => "yarn install --frozen-lockfile",
            Self::YarnBerry => "yarn install --immutable",
            Self::Bun => "bun install --frozen-lockfile",
        }
    }

    /// Installs where there is no lock file.
    fn resolve(self) -> &'static str {
        match self {
            Self::Npm => "npm install",
            Self::Pnpm => "pnpm install --no-frozen-lockfile",
            Self::YarnClassic | Self::YarnBerry => "yarn install",
            Self::Bun => "bun install",
        }
    }

    /// Removes what only the build needs.
    fn prune(self) -> &'static str {
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
    fn action_cache(self) -> Option<&'static str> {
        match self {
            Self::Npm => Some("npm"),
            Self::Pnpm => Some("pnpm"),
            Self::YarnClassic | Self::YarnBerry => Some("yarn"),
            Self::Bun => None,
        }
    }
}

/// What the container runs. The final image holds no package manager but npm, which runs a script of any project.
pub(crate) fn entry(manager: NodeManager, start: Command) -> Command {
    let words: Vec<&str> = start.words.iter().map(String::as_str).collect();
    let script = match words.as_slice() {
        ["pnpm" | "yarn" | "npm", "run", script, ..] => Some(*script),
        ["npm", script @ ("start" | "test"), ..] => Some(*script),
        ["pnpm" | "yarn", "exec" | "dlx" | "node", ..] => None,
        ["pnpm" | "yarn", script, ..] => Some(*script),
        _ => None,
    };
    if let Some(script) = script.filter(|_| manager != NodeManager::Bun) {
        let words = ["npm", "run", script].map(str::to_owned).to_vec();
        return Command { words, ..start };
    }
    start
        .without_prefix(&["npx"])
        .without_prefix(&["pnpm", "exec"])
        .without_prefix(&["yarn", "exec"])
}

/// Whether the entry is a program of an installed package, which lies in `node_modules/.bin`.
fn runs_package(recipe: &Recipe<'_>) -> bool {
    !matches!(
        recipe.entry.first().map(String::as_str),
        Some("node" | "npm" | "bun" | "/bin/sh")
    )
}

/// Writes the build stage.
pub(crate) fn write_build(page: &mut Page, recipe: &Recipe<'_>, manager: NodeManager) {
    write_site_build(page, &recipe.toolchain, manager);
    if recipe.toolchain.workload.migrate.is_some() {
        write_migrate(page, recipe);
    }
    let leftovers = leftovers(recipe);
    page.blank();
    page.why(
        "What only the build needs goes; what the build and the packages' own scripts made stays.",
    );
    page.line("FROM build AS pruned");
    page.line("WORKDIR /app");
    page.line(&format!(
        "RUN --mount=type=cache,target={} \\",
        manager.cache()
    ));
    page.at(2, &format!("{} \\", with_store(manager, manager.prune())));
    page.at(2, &format!("&& rm -rf {leftovers} \\"));
    page.at(2, "&& mkdir -p node_modules");
}

/// Writes the stage that installs everything and builds; also for sites.
pub(crate) fn write_site_build(page: &mut Page, toolchain: &Toolchain<'_>, manager: NodeManager) {
    let workload = toolchain.workload;
    page.why("The full image has what native modules need to compile; none of it reaches the final stage.");
    page.line(&format!(
        "FROM node:{}-trixie AS build",
        toolchain.version()
    ));
    if let Some(package) = manager.package(workload) {
        page.line("RUN --mount=type=cache,target=/root/.npm \\");
        // The full image brings a Yarn of its own.
        let force = if manager == NodeManager::YarnClassic {
            " --force"
        } else {
            ""
        };
        page.at(2, &format!("npm install --global{force} {package}"));
    }
    if manager == NodeManager::YarnBerry {
        page.why(
            "Plain node_modules: the final image has no Yarn that could resolve anything else.",
        );
        page.line("ENV YARN_NODE_LINKER=node-modules YARN_ENABLE_GLOBAL_CACHE=true");
    }
    page.line("WORKDIR /app");
    if toolchain.is_shared() {
        page.why("The lock file is shared with other folders, whose manifests decide what is installed: all of them are needed.");
        page.line("COPY . .");
    } else if workload.lockfile.is_some() {
        page.why("Only the manifests: this layer is built again when a dependency changes, not when the code does.");
        page.line(&format!("COPY {} ./", manager.manifests()));
    } else {
        page.why(
            "No lock file: every build may install something else. Commit one and generate again.",
        );
        page.line("COPY package.json .npmrc* ./");
    }
    page.why("A private registry's credentials: `docker build --secret id=npmrc,src=$HOME/.npmrc`; they leave no trace in the image.");
    page.line(&format!(
        "RUN --mount=type=cache,target={} \\",
        manager.cache()
    ));
    page.at(2, "--mount=type=secret,id=npmrc,target=/root/.npmrc \\");
    let install = if workload.lockfile.is_some() {
        manager.install()
    } else {
        manager.resolve()
    };
    page.at(2, &with_store(manager, install));
    if !toolchain.is_shared() {
        page.line("COPY . .");
    }
    if let Some(build) = &workload.build {
        if toolchain.is_shared() {
            page.line(&format!("WORKDIR /app/{}", toolchain.inside));
        }
        page.line(&format!("RUN {}", in_path(build)));
    }
}

/// Writes the stage that applies migrations; the tools for it are usually development dependencies.
fn write_migrate(page: &mut Page, recipe: &Recipe<'_>) {
    let workload = recipe.toolchain.workload;
    let Some(migrate) = &workload.migrate else {
        return;
    };
    page.blank();
    page.why("Applies migrations once, before a release starts; never at the start of each replica, which would race.");
    page.line("FROM build AS migrate");
    page.line("ENV PATH=/app/node_modules/.bin:$PATH HOME=/tmp");
    page.line(&format!("USER {}", recipe.user));
    let command = Command::parse(migrate, recipe.port).without_prefix(&["npx"]);
    page.line(&format!("ENTRYPOINT {}", crate::text::list(&command.words)));
}

/// Files that the final image does not need.
fn leftovers(recipe: &Recipe<'_>) -> String {
    let workload = recipe.toolchain.workload;
    let mut leftovers = vec![".npmrc"];
    let built = workload.artifact.as_deref().is_some_and(|artifact| {
        let artifact = artifact.trim_start_matches("./").trim_end_matches('/');
        !artifact.starts_with("src")
            && recipe
                .entry
                .iter()
                .any(|word| word.trim_start_matches("./").starts_with(artifact))
    });
    if built && !recipe.toolchain.is_shared() {
        leftovers.push("src");
    }
    leftovers.join(" ")
}

/// Writes what the final stage copies.
pub(crate) fn write_copies(page: &mut Page, recipe: &Recipe<'_>, manager: NodeManager) {
    let npm_runs_it = recipe.entry.first().is_some_and(|word| word == "npm");
    match manager {
        NodeManager::Bun => {
            page.why("Bun, which runs the program, as the build stage installed it.");
            page.line(
                "COPY --from=build /usr/local/lib/node_modules/bun /usr/local/lib/node_modules/bun",
            );
            page.line("RUN ln -s ../lib/node_modules/bun/bin/bun.exe /usr/local/bin/bun");
        }
        _ if npm_runs_it => {}
        _ => {
            page.why("Node.js runs alone: package managers would only bring vulnerabilities of their own.");
            page.line("RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/np[mx] /usr/local/bin/corepack \\");
            page.at(2, "/usr/local/bin/yarn* /opt/yarn-*");
        }
    }
    let toolchain = &recipe.toolchain;
    if toolchain.is_shared() {
        page.line("COPY --from=pruned /app /app");
        page.line(&format!("WORKDIR /app/{}", toolchain.inside));
    } else {
        page.line("WORKDIR /app");
        page.line("COPY --from=pruned /app ./");
    }
    if runs_package(recipe) {
        page.line("ENV PATH=/app/node_modules/.bin:$PATH");
    }
}

/// pnpm keeps its store on the file system of the project unless it is told where the cache is mounted.
fn with_store(manager: NodeManager, command: &str) -> String {
    match manager {
        NodeManager::Pnpm => format!("{command} --store-dir=/pnpm/store"),
        _ => command.to_owned(),
    }
}

/// `command` with the programs of installed packages in reach, if it names one directly.
fn in_path(command: &str) -> String {
    let first = command.split_whitespace().next().unwrap_or("");
    match first {
        "npm" | "npx" | "pnpm" | "yarn" | "bun" | "bunx" | "node" => command.to_owned(),
        _ => format!("PATH=/app/node_modules/.bin:$PATH && {command}"),
    }
}

/// The step that installs the package manager by exact version, before Node.js is set up, which asks it where its cache is.
fn manager_step(toolchain: &Toolchain<'_>, manager: NodeManager) -> Option<Step> {
    let workload = toolchain.workload;
    let manifest = joined(&toolchain.context, "package.json");
    let stated = workload.package_manager_version.is_some();
    match manager {
        // Yarn 1 is part of the runner's image.
        NodeManager::Npm | NodeManager::YarnClassic => None,
        NodeManager::Pnpm => {
            // The action refuses a version beside the one that package.json states.
            let version = if stated {
                ("package_json_file", manifest.as_str())
            } else {
                ("version", PNPM)
            };
            let step = Step::uses("Set up pnpm", "pnpm/action-setup", &[version]);
            Some(step.because("Before Node.js, whose step asks pnpm where its cache is."))
        }
        NodeManager::YarnBerry => Some(
            Step::run("Set up Yarn", "corepack enable")
                .because("The version that package.json states."),
        ),
        NodeManager::Bun => {
            let stated = workload.package_manager_version.as_deref();
            let version = stated.unwrap_or(BUN);
            Some(Step::uses(
                "Set up Bun",
                "oven-sh/setup-bun",
                &[("bun-version", version)],
            ))
        }
    }
}

/// What a workflow installs and runs.
pub(crate) fn checks(toolchain: &Toolchain<'_>, manager: NodeManager) -> Checks {
    let workload = toolchain.workload;
    let mut checks = Checks::default();
    checks.setup.extend(manager_step(toolchain, manager));
    let mut inputs = vec![("node-version", toolchain.version())];
    match (manager.action_cache(), workload.lockfile.as_deref()) {
        (Some(cache), Some(lockfile)) => {
            inputs.extend([("cache", cache), ("cache-dependency-path", lockfile)]);
        }
        _ => inputs.push(("package-manager-cache", "false")),
    }
    checks.setup.push(
        Step::uses("Set up Node.js", "actions/setup-node", &inputs)
            .because("The version that the image runs."),
    );
    let install = if workload.lockfile.is_some() {
        manager.install()
    } else {
        manager.resolve()
    };
    checks
        .setup
        .push(Step::run("Install dependencies", install));
    checks.command("Lint", workload.lint.as_deref(), "that lints");
    if workload.typecheck.is_some() || workload.language == "typescript" {
        checks.command(
            "Check types",
            workload.typecheck.as_deref(),
            "that checks types",
        );
    }
    checks.tests(workload.test.as_deref(), workload.coverage.as_deref());
    checks
}
