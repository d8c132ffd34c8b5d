//! `self-hosted-for-pull-requests`: code of pull requests that runs on a machine of yours.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::workflow::Workflow;
use opswright_yaml::{Kind, Node};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "self-hosted-for-pull-requests",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("self_hosted_for_pull_requests.md"),
    run: &[Run::Workflow(run)],
};

fn run(file: &Workflow<'_>, report: &mut Report<'_>) {
    let Some(event) = ["pull_request", "pull_request_target", "issue_comment"]
        .into_iter()
        .find(|event| file.trigger(event).is_some())
    else {
        return;
    };
    for job in &file.jobs {
        let Some(node) = job.get("runs-on") else {
            continue;
        };
        let labels: Vec<Node<'_>> = match node.kind() {
            Kind::Sequence => node.items().collect(),
            Kind::Mapping => node
                .get("labels")
                .map(|labels| labels.items().collect())
                .unwrap_or_default(),
            _ => vec![node],
        };
        if let Some(label) = labels
            .iter()
            .find(|label| label.as_str() == Some("self-hosted"))
        {
            report
                .find(
                    label.range(),
                    format!("code of a pull request runs on a machine of yours ({event})"),
                )
                .fix = Some(advice(
                "run pull requests on GitHub's runners, or on own ones that live for one job",
            ));
        }
    }
}
