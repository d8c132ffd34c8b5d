//! `unknown-service-port`: a Service that sends to a port which its pods do not have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Detail, ServicePort};

use super::together::{Placed, Together};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-service-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_service_port.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in together.whole("Service") {
        let Detail::Service(ports) = &placed.object.detail else {
            continue;
        };
        let Some(selector) = placed.object.selector.as_ref() else {
            continue;
        };
        let pods: Vec<Placed<'_>> = together.selected(placed, &selector.value.labels).collect();
        let hidden = pods
            .iter()
            .any(|pod| pod.templated || together.is_patched(*pod));
        if pods.is_empty() || hidden || selector.value.labels.is_empty() {
            continue;
        }
        for port in ports {
            look(placed, port, &pods, report);
        }
    }
}

fn look(placed: Placed<'_>, port: &ServicePort, pods: &[Placed<'_>], report: &mut Report<'_>) {
    let target = port.target.value.as_str();
    let declared = pods
        .iter()
        .filter_map(|pod| pod.object.pod.as_ref())
        .map(|pod| &pod.ports);
    let number: Option<u16> = target.parse().ok();
    let mut known = declared.clone().flatten();
    let there = known.any(|(name, own)| name == target || number == Some(*own));
    let silent = declared.clone().any(Vec::is_empty);
    if there || target.contains('$') || number.is_some() && silent {
        return;
    }
    let service = &placed.object.name.value;
    let workload = &pods
        .first()
        .map_or("", |pod| pod.object.name.value.as_str());
    let message = if number.is_some() {
        format!("`{service}` sends to port {target}, which no container of `{workload}` declares")
    } else {
        format!(
            "`{service}` sends to the port `{target}`, a name that no port of `{workload}` has: nothing answers"
        )
    };
    let finding = report.find_in(&placed.file.path, port.target.range, message);
    if number.is_some() {
        // The number alone decides; the declaration is only what a person wrote down.
        finding.severity = Severity::Info;
        finding.confidence = Confidence::Medium;
    }
    finding.fix = Some(advice(
        "write the port that the container listens on, or declare it there",
    ));
}
