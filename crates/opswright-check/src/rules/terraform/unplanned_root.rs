//! `unplanned-root`: a root that no workflow plans.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, TerraformRun};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unplanned-root",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unplanned_root.md"),
    run: &[Run::Graph(run)],
};

/// Pipelines that are not read; they may plan.
const OTHERS: &[&str] = &[
    ".gitlab-ci.yml",
    "atlantis.yaml",
    ".circleci/config.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    ".drone.yml",
    "cloudbuild.yaml",
    ".spacelift/config.yml",
    "digger.yml",
    ".travis.yml",
    "buildspec.yml",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let workflows: Vec<&[TerraformRun]> = graph
        .files()
        .filter_map(|summary| match &summary.content {
            Content::Workflow(workflow) => Some(workflow.terraform.as_slice()),
            _ => None,
        })
        .collect();
    if workflows.is_empty() || OTHERS.iter().any(|path| graph.file(path).is_some()) {
        return;
    }
    for module in graph
        .modules()
        .iter()
        .filter(|module| module.is_root() && !module.is_example())
    {
        let looked_at = workflows
            .iter()
            .flat_map(|runs| runs.iter())
            .any(|run| run.reaches(module.folder));
        if looked_at {
            continue;
        }
        let Some((summary, place)) = module.head() else {
            continue;
        };
        report
            .find_in(
                &summary.path,
                place.range,
                "no workflow validates or plans this root",
            )
            .fix = Some(advice(
            "run `terraform init -backend=false`, `validate` and `plan` on pull requests",
        ));
    }
}
