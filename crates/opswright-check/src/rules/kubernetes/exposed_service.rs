//! `exposed-service`: a Service that is open to whoever reaches the nodes, or the internet.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Object;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "exposed-service",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("exposed_service.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file.objects.iter().filter(|object| object.is("Service")) {
        let Some(node) = object.field(&["spec", "type"]).known() else {
            continue;
        };
        match node.as_str() {
            Some("NodePort") => {
                let message = format!(
                    "`{}` takes a port of every node, past Ingress and TLS",
                    object.title()
                );
                report.find(node.range(), message).fix = Some(advice(
                    "use `ClusterIP`, and an Ingress or a route before it",
                ));
            }
            Some("LoadBalancer") if !is_limited(object) => {
                let message = format!(
                    "`{}` gets a public address that everyone may reach",
                    object.title()
                );
                let finding = report.find(node.range(), message);
                finding.severity = Severity::Info;
                finding.fix = Some(advice(
                    "limit it by `loadBalancerSourceRanges`, make it internal, or put an Ingress before it",
                ));
            }
            _ => {}
        }
        let external = object.field(&["spec", "externalIPs"]).known();
        if let Some(entry) = external.and_then(|_| object.node.get("spec")?.entry("externalIPs")) {
            let message = format!(
                "`{}` takes traffic for addresses that it names itself",
                object.title()
            );
            report.find(entry.key.range(), message).fix =
                Some(advice("use a load balancer, which owns its address"));
        }
    }
}

/// Whether someone else than everyone may reach it.
fn is_limited(object: &Object<'_>) -> bool {
    let ranges = object.field(&["spec", "loadBalancerSourceRanges"]).known();
    let annotations = object.node.at(&["metadata", "annotations"]);
    ranges.is_some()
        || object.text(&["spec", "loadBalancerClass"]) == Some("tailscale")
        || annotations
            .into_iter()
            .flat_map(|all| all.entries())
            .any(|entry| {
                let words = ["internal", "scheme", "tailscale", "allow"];
                words.iter().any(|word| entry.name().contains(word))
                    || entry
                        .value
                        .as_str()
                        .is_some_and(|text| text.eq_ignore_ascii_case("internal"))
            })
}
