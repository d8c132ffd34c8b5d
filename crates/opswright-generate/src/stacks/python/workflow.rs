//! What a workflow installs and runs for Python.

use super::PythonManager;
use crate::recipe::Toolchain;
use crate::stacks::{Checks, Step};

/// What a workflow installs and runs.
pub(crate) fn checks(toolchain: &Toolchain<'_>, manager: PythonManager) -> Checks {
    let workload = toolchain.workload;
    let mut checks = Checks::default();
    let version = manager.version(workload);
    match manager {
        PythonManager::Uv => {
            checks.setup.push(
                Step::uses(
                    "Set up uv and Python",
                    "astral-sh/setup-uv",
                    &[
                        ("version", version.as_str()),
                        ("python-version", toolchain.version()),
                    ],
                )
                .because("The versions that the image is built with."),
            );
            let locked = if workload.lockfile.is_some() {
                " --locked"
            } else {
                ""
            };
            checks.setup.push(Step::run(
                "Install dependencies",
                &format!("uv sync{locked}"),
            ));
        }
        PythonManager::Pip | PythonManager::Poetry => {
            checks.setup.push(
                Step::uses(
                    "Set up Python",
                    "actions/setup-python",
                    &[("python-version", toolchain.version())],
                )
                .because("The version that the image runs."),
            );
        }
    }
    match manager {
        PythonManager::Uv => {}
        PythonManager::Poetry => {
            let tool = format!("pip install poetry=={version}");
            checks.setup.push(Step::run("Install Poetry", &tool));
            checks
                .setup
                .push(Step::run("Install dependencies", "poetry install"));
        }
        PythonManager::Pip => {
            let install = workload.install.as_deref().unwrap_or("pip install .");
            checks
                .setup
                .push(Step::run("Install dependencies", install));
        }
    }
    let run = |command: &Option<String>| {
        command.as_ref().map(|command| {
            let tool = manager.runner().split(' ').next().unwrap_or("");
            if command.split(' ').next() == Some(tool) {
                command.clone()
            } else {
                format!("{}{command}", manager.runner())
            }
        })
    };
    checks.command("Lint", run(&workload.lint).as_deref(), "that lints");
    checks.command(
        "Check types",
        run(&workload.typecheck).as_deref(),
        "that checks types",
    );
    checks.tests(
        run(&workload.test).as_deref(),
        run(&workload.coverage).as_deref(),
    );
    checks
}
