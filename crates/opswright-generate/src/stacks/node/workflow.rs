//! What a workflow installs and runs for JavaScript and TypeScript.

use super::NodeManager;
use crate::catalogue::{BUN, PNPM};
use crate::recipe::{Toolchain, joined};
use crate::stacks::{Checks, Step};

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
