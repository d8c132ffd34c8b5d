//! `global-pip-install`: packages that are installed into the Python of the runner.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "global-pip-install",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("global_pip_install.md"),
    run: &[Run::Workflow(run), Run::Action(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    for step in file.jobs.iter().flat_map(|job| &job.steps) {
        if let Some(packages) = step
            .input("pip-install")
            .filter(|_| step.is_action("actions/setup-python"))
        {
            report
                .find(
                    packages.range(),
                    "these packages land in the Python of the runner, without a lock file",
                )
                .fix = Some(advice(
                "make an environment from a lock file: `uv sync --locked`",
            ));
        }
    }
}
