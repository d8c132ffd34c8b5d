//! `template-injection`: text of a stranger in a shell script.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "template-injection",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("template_injection.md"),
    run: &[Run::Workflow(run)],
};

/// Expressions whose text anybody may choose.
const FOREIGN: &[&str] = &[
    "github.event.pull_request.title",
    "github.event.pull_request.body",
    "github.event.pull_request.head.ref",
    "github.event.issue.title",
    "github.event.issue.body",
    "github.event.comment.body",
    "github.event.review.body",
    "github.event.head_commit.message",
    "github.head_ref",
];

fn run(workflow: &Workflow<'_>, report: &mut Report<'_>) {
    for step in workflow.jobs.iter().flat_map(|job| &job.steps) {
        let Some(node) = step.run() else { continue };
        let text = node.as_str().unwrap_or_default();
        let mut holes = text
            .split("${{")
            .skip(1)
            .filter_map(|tail| tail.split("}}").next());
        let foreign = holes.find_map(|hole| FOREIGN.iter().find(|name| hole.contains(**name)));
        if let Some(name) = foreign {
            let found = report.find(
                node.range(),
                format!("`{name}` is put into this script as it is"),
            );
            found.fix = Some(advice("hand it over in `env:` and use the variable"));
        }
    }
}
