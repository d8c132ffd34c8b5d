//! `anonymous-workflow`: a workflow without a name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "anonymous-workflow",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("anonymous_workflow.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    if file.root.get("name").is_some() {
        return;
    }
    let range = file
        .root
        .entries()
        .next()
        .map_or(file.root.range(), |entry| entry.key.range());
    report
        .find(range, "GitHub shows this workflow by the path of its file")
        .fix = Some(advice("add `name`"));
}
