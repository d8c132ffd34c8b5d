//! `undetected-drift`: what Terraform or Pulumi applies, without a look for drift.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undetected-drift",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undetected_drift.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let (mut applies, mut updates) = (None, None);
    for summary in graph.files() {
        let Content::Workflow(workflow) = &summary.content else {
            continue;
        };
        let scheduled = workflow
            .triggers
            .iter()
            .any(|trigger| trigger == "schedule");
        if scheduled && workflow.terraform.iter().any(|run| run.plans) {
            return;
        }
        if scheduled && workflow.pulumi.previews {
            return;
        }
        updates = updates.or(workflow.pulumi.updates.map(|range| (summary, range)));
        let applying = workflow.terraform.iter().find(|run| run.applies);
        applies = applies.or(applying.map(|run| (summary, run)));
    }
    let terraform = applies.map(|(summary, run)| (summary, run.range, TERRAFORM));
    let pulumi = updates.map(|(summary, range)| (summary, range, PULUMI));
    if let Some((summary, range, advised)) = terraform.or(pulumi) {
        report
            .find_in(
                &summary.path,
                range,
                "what is applied here is never compared with what is there: no schedule plans it",
            )
            .fix = Some(advice(advised));
    }
}

const TERRAFORM: &str =
    "run `terraform plan -detailed-exitcode` on a schedule, and tell somebody on exit code 2";
const PULUMI: &str = "run `pulumi preview --refresh --expect-no-changes` on a schedule, and tell somebody when it fails";
