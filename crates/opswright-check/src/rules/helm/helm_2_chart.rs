//! `helm-2-chart`: a chart in the format of Helm 2.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "helm-2-chart",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("helm_2_chart.md"),
    run: &[Run::HelmChart(run)],
};

fn run(root: Node<'_>, report: &mut Report<'_>) {
    let Some(node) = root
        .get("apiVersion")
        .filter(|node| node.as_str() == Some("v1"))
    else {
        return;
    };
    report
        .find(node.range(), "the chart is of the format of Helm 2: its dependencies stand in another file, and it has no type")
        .fix = Some(advice(
        "set `apiVersion: v2`, and move `requirements.yaml` into `dependencies`",
    ));
}
