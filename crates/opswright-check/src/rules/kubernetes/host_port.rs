//! `host-port`: a container that takes a port of its node.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "host-port",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("host_port.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        // There every port is one of the node already, and the field has to repeat it.
        if contained.pod.field(&["hostNetwork"]).is(true) {
            continue;
        }
        for port in contained.container.ports() {
            let Some(node) = port
                .get("hostPort")
                .filter(|node| node.as_i64().is_some_and(|number| number > 0))
            else {
                continue;
            };
            let number = node.as_str().unwrap_or("");
            let message = format!(
                "{} takes port {number} of its node: one such pod a node, past every Service and NetworkPolicy of others",
                contained.words()
            );
            let finding = report.find(node.range(), message);
            if contained.object.kind == "DaemonSet" {
                finding.severity = Severity::Info;
            }
            finding.fix = Some(advice("reach it through a Service instead"));
        }
    }
}
