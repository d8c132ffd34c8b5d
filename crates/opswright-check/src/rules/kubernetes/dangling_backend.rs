//! `dangling-backend`: an Ingress or a route that sends to a Service, or to a port of it, which is not there.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Detail, Reference};

use super::together::{Placed, Together};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dangling-backend",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dangling_backend.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for kind in ["Ingress", "HTTPRoute", "GRPCRoute"] {
        for placed in together.whole(kind) {
            for reference in &placed.object.references {
                if reference.kind == "Service" {
                    look(together, placed, reference, report);
                }
            }
        }
    }
}

fn look(
    together: &Together<'_>,
    placed: Placed<'_>,
    reference: &Reference,
    report: &mut Report<'_>,
) {
    let name = reference.name.value.as_str();
    let namespace = reference
        .namespace
        .as_deref()
        .or(placed.object.namespace.as_deref());
    let title = &placed.object.name.value;
    let Some(service) = together.find("Service", name, namespace) else {
        if together.keeps(placed, "Service")
            && !together.is_generated(placed)
            && !name.contains('$')
        {
            let message = format!("`{title}` sends to the Service `{name}`, which is not here");
            report
                .find_in(&placed.file.path, reference.name.range, message)
                .fix = Some(advice("name a Service of this namespace, or add it"));
        }
        return;
    };
    let (Detail::Service(ports), Some(port)) = (&service.object.detail, &reference.port) else {
        return;
    };
    let value = port.value.as_str();
    let known = ports
        .iter()
        .any(|other| other.port == value || !other.name.is_empty() && other.name == value);
    if known
        || value.contains('$')
        || service.templated
        || ports.is_empty()
        || together.is_patched(service)
    {
        return;
    }
    let has: Vec<String> = ports
        .iter()
        .map(|other| format!("`{}`", other.port))
        .collect();
    let message = format!(
        "`{title}` sends to port `{value}` of `{name}`, which has {}",
        has.join(", ")
    );
    let finding = report.find_in(&placed.file.path, port.range, message);
    finding.severity = Severity::Error;
    finding.confidence = Confidence::High;
    finding.evidence.push(format!(
        "{}:{} is the Service",
        service.file.path, service.object.name.line
    ));
    finding.fix = Some(advice("write a port of the Service, not one of its pods"));
}
