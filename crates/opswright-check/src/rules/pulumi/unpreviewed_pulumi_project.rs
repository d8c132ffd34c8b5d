//! `unpreviewed-pulumi-project`: a Pulumi project that no workflow previews.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, Kind};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpreviewed-pulumi-project",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpreviewed_pulumi_project.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut workflows = graph.files().filter_map(|summary| match &summary.content {
        Content::Workflow(workflow) => Some(workflow),
        _ => None,
    });
    // Another system may do it where no workflow is.
    let mut any = false;
    if workflows.any(|workflow| {
        any = true;
        workflow.pulumi.previews
    }) || !any
    {
        return;
    }
    for summary in graph.files() {
        if summary.kind == Kind::PulumiProject {
            report
                .find_in(
                    &summary.path,
                    Range::at(0),
                    "no workflow previews this project",
                )
                .fix = Some(advice("run `pulumi preview` on pull requests"));
        }
    }
}
