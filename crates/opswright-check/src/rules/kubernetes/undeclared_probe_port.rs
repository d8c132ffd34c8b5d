//! `undeclared-probe-port`: a probe that asks a port which the container does not declare.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Field;
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{Contained, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "undeclared-probe-port",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undeclared_probe_port.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let ports: Vec<Node<'_>> = contained.container.ports().collect();
        let open = contained.container.field(&["ports"]) == Field::Unknown;
        for probe in ["livenessProbe", "readinessProbe", "startupProbe"] {
            for handler in ["httpGet", "tcpSocket", "grpc"] {
                let node = contained.container.node.at(&[probe, handler, "port"]);
                if let Some(node) = node.filter(|_| !open) {
                    look(&contained, probe, node, &ports, report);
                }
            }
        }
    }
}

fn look(
    contained: &Contained<'_, '_>,
    probe: &str,
    node: Node<'_>,
    ports: &[Node<'_>],
    report: &mut Report<'_>,
) {
    let text = node.as_str().unwrap_or("");
    if text.is_empty() || text.contains('$') {
        return;
    }
    let named = node.as_i64().is_none();
    let key = if named { "name" } else { "containerPort" };
    let declared = ports.iter().any(|port| port.str_at(&[key]) == Some(text));
    if declared {
        return;
    }
    let message = if named {
        format!(
            "the `{probe}` of {} asks port `{text}`, a name that none of its ports has, so it always fails",
            contained.words()
        )
    } else {
        format!(
            "the `{probe}` of {} asks port {text}, which the container does not declare",
            contained.words()
        )
    };
    let finding = report.find(node.range(), message);
    // A number works undeclared too; where other ports are declared it is likely to be wrong.
    if named {
        finding.severity = Severity::Error;
    } else if ports.is_empty() {
        finding.severity = Severity::Info;
    }
    if !named {
        finding.confidence = Confidence::Medium;
    }
    finding.fix = Some(advice("declare the port, or ask one that is"));
}
