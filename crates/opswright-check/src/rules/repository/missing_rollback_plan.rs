//! `missing-rollback-plan`: a deploy to production in a repository that says nowhere how to go back.

use super::deploys::deploy_jobs;
use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-rollback-plan",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_rollback_plan.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let jobs = deploy_jobs(graph);
    let Some((summary, _, job)) = jobs
        .iter()
        .find(|(_, _, job)| job.environment.is_some())
        .or(jobs.first())
    else {
        return;
    };
    let said = graph.contents().any(|(_, content)| match content {
        Content::Workflow(workflow) => workflow.rolls_back,
        Content::Script { rolls_back, .. } | Content::Runbook { rolls_back, .. } => *rolls_back,
        Content::RollbackPage => true,
        // Its record knows the release before, and goes back by itself.
        Content::Design(_) => true,
        _ => false,
    });
    let by_tool = jobs.iter().any(|(_, _, job)| {
        job.commands.iter().any(|command| {
            [
                "opswright ",
                "--atomic",
                "--rollback-on-failure",
                "argocd ",
                "--auto-rollback",
            ]
            .iter()
            .any(|word| command.value.contains(word))
        })
    });
    if !said && !by_tool {
        report
            .find_in(
                &summary.path,
                job.id.range,
                format!(
                    "`{}` deploys, and no workflow, script or page says how to go back",
                    job.id.value
                ),
            )
            .fix = Some(advice(
            "add a workflow that deploys the release before, and a runbook that says when to start it",
        ));
    }
}
