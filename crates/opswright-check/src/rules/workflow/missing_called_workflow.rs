//! `missing-called-workflow`: a job that calls a workflow of the repository which is not there, or cannot be called.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::calls::{calls, target};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-called-workflow",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_called_workflow.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, call) in calls(graph).filter(|(_, call)| call.is_job) {
        if target(graph, call).is_none() {
            report
                .find_in(
                    &file.path,
                    call.uses.range,
                    format!(
                        "there is no workflow `{}` that can be called",
                        call.uses.value
                    ),
                )
                .fix = Some(advice(
                "name the file from the root of the repository, and give it `on: workflow_call`",
            ));
        }
    }
}
