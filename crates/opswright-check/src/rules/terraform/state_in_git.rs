//! `state-in-git`: state of Terraform in the repository.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Graph, Kind};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "state-in-git",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("state_in_git.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for summary in graph
        .files()
        .filter(|summary| summary.kind == Kind::TerraformState)
    {
        report
            .find_in(
                &summary.path,
                Range::at(0),
                "this state lies in the repository, with every secret that it holds",
            )
            .fix = Some(advice(
            "move it to a remote backend, ignore `*.tfstate*`, and replace the secrets in it",
        ));
    }
}
