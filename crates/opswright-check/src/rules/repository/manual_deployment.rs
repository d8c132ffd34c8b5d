//! `manual-deployment`: a deploy that only a person can start.

use super::deploys::{deploy_jobs, deploys};
use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "manual-deployment",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("manual_deployment.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let jobs = deploy_jobs(graph);
    let by_hand =
        |trigger: &String| matches!(trigger.as_str(), "workflow_dispatch" | "workflow_call");
    if jobs
        .iter()
        .any(|(_, triggers, _)| triggers.iter().any(|trigger| !by_hand(trigger)))
    {
        return;
    }
    if let Some((summary, _, job)) = jobs.first() {
        report
            .find_in(
                &summary.path,
                job.id.range,
                format!(
                    "`{}` and no other job deploys, and only a person starts it",
                    job.id.value
                ),
            )
            .fix = Some(advice(
            "start it with a push to the main branch or with a tag, behind an environment that asks for approval",
        ));
        return;
    }
    for (summary, content) in graph.contents() {
        let (Content::Script { commands, .. } | Content::Runbook { commands, .. }) = content else {
            continue;
        };
        if let Some(command) = commands.iter().find(|command| deploys(&command.value)) {
            report
                .find_in(
                    &summary.path,
                    command.range,
                    "a person runs this to deploy, and no workflow does",
                )
                .fix = Some(advice(
                "let a workflow run it after the tests, with an environment that asks for approval",
            ));
            return;
        }
    }
}
