//! `placeholder-deploy`: a deployment that deploys nothing.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "placeholder-deploy",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("placeholder_deploy.md"),
    run: &[Run::Workflow(run)],
};

fn run(workflow: &Workflow<'_>, report: &mut Report<'_>) {
    for job in workflow
        .jobs
        .iter()
        .filter(|job| job.environment().is_some() || job.id.contains("deploy"))
    {
        let scripts: Vec<&str> = job
            .steps
            .iter()
            .filter_map(|step| step.run()?.as_str())
            .collect();
        let acts = job.uses().is_some()
            || job.steps.iter().any(|step| {
                step.action()
                    .is_some_and(|action| action.repository() != "actions/checkout")
            });
        let only_prints = |script: &&str| {
            script
                .lines()
                .all(|line| line.trim().is_empty() || line.trim().starts_with("echo"))
        };
        if !acts && !scripts.is_empty() && scripts.iter().all(only_prints) {
            let found = report.find(
                job.key.range(),
                format!("job `{}` only prints that it deploys", job.id),
            );
            found.fix = Some(advice("opswright deploy --env NAME --image DIGEST"));
        }
    }
}
