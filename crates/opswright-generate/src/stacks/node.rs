//! JavaScript and TypeScript on Node.js or Bun: npm, pnpm, Yarn, Bun.

mod package_manager;
mod workflow;

use package_manager::with_store;

use crate::command::Command;
use crate::recipe::{Recipe, Toolchain};
use crate::text::Page;

pub(crate) use package_manager::NodeManager;
pub(super) use workflow::checks;

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
    if toolchain.is_shared() {
        write_manifests(page, toolchain);
    }
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
        page.line("COPY --from=manifests /app ./");
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
    page.line("COPY . .");
    if let Some(build) = &workload.build {
        if toolchain.is_shared() {
            page.line(&format!("WORKDIR /app/{}", toolchain.inside));
        }
        page.line(&format!("RUN {}", in_path(build)));
    }
}

/// Writes the stage that leaves every folder's manifests: the lock file is shared, and all of them decide what is installed.
fn write_manifests(page: &mut Page, toolchain: &Toolchain<'_>) {
    page.why("Only manifests, of every folder that shares the lock file: what the next stage copies changes with the dependencies, not with the code.");
    page.line(&format!(
        "FROM node:{}-trixie AS manifests",
        toolchain.version()
    ));
    page.line("WORKDIR /app");
    page.line("COPY . .");
    page.line("RUN find . -type f ! -name package.json ! -name '*-lock.*' ! -name '*.lock*' ! -name .npmrc \\");
    page.at(2, "! -name .yarnrc.yml ! -name pnpm-workspace.yaml ! -path './.yarn/*' ! -path './patches/*' -delete \\");
    page.at(2, "&& find . -type d -empty -delete");
    page.blank();
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

/// `command` with the programs of installed packages in reach, if it names one directly.
fn in_path(command: &str) -> String {
    let first = command.split_whitespace().next().unwrap_or("");
    match first {
        "npm" | "npx" | "pnpm" | "yarn" | "bun" | "bunx" | "node" => command.to_owned(),
        _ => format!("PATH=/app/node_modules/.bin:$PATH && {command}"),
    }
}
