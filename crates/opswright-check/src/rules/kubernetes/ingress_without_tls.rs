//! `ingress-without-tls`: an Ingress that answers over plain HTTP.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "ingress-without-tls",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("ingress_without_tls.md"),
    run: &[Run::Kubernetes(run)],
};

/// Annotations by which controllers are given a certificate, or are told that something before them has it.
const ELSEWHERE: [&str; 12] = [
    "certificate",
    "ssl-cert",
    "cert-manager.io",
    "tls",
    "listen-ports",
    "backend-protocol",
    "allow-http",
    "frontend-config",
    "cloudflare",
    "tailscale",
    "ngrok",
    "ssl-passthrough",
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file.objects.iter().filter(|object| object.is("Ingress")) {
        if !object.is_whole() || !object.field(&["spec", "tls"]).is_absent() {
            continue;
        }
        let annotations = object.node.at(&["metadata", "annotations"]);
        let elsewhere = annotations
            .into_iter()
            .flat_map(|all| all.entries())
            .any(|entry| ELSEWHERE.iter().any(|word| entry.name().contains(word)));
        let class = object.text(&["spec", "ingressClassName"]).unwrap_or("");
        if elsewhere || matches!(class, "tailscale" | "cloudflare-tunnel") {
            continue;
        }
        let message = format!(
            "`{}` has no `tls`: it answers over plain HTTP",
            object.title()
        );
        report.find(object.place(), message).fix = Some(advice(
            "add `tls` with the hosts and a certificate's Secret, such as cert-manager makes",
        ));
    }
}
