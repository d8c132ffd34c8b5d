//! `escalating-permission`: a role whose holder can take more rights than it lists.

use opswright_diagnostic::{Confidence, Severity};

use super::permissions::{Permission, permissions};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "escalating-permission",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("escalating_permission.md"),
    run: &[Run::Kubernetes(run)],
};

/// Group, resources, verbs, and what the holder can do with them.
const WAYS: [(&str, &[&str], &[&str], &str); 9] = [
    (
        "rbac.authorization.k8s.io",
        &["roles", "clusterroles"],
        &["escalate"],
        "can write itself into any role",
    ),
    (
        "rbac.authorization.k8s.io",
        &[
            "roles",
            "clusterroles",
            "rolebindings",
            "clusterrolebindings",
        ],
        &["bind"],
        "can bind itself to any role",
    ),
    (
        "",
        &["users", "groups", "serviceaccounts"],
        &["impersonate"],
        "can act as someone else",
    ),
    (
        "admissionregistration.k8s.io",
        &[
            "validatingwebhookconfigurations",
            "mutatingwebhookconfigurations",
        ],
        &["create", "update", "patch"],
        "can read and change whatever is sent to the API server",
    ),
    (
        "certificates.k8s.io",
        &["certificatesigningrequests/approval"],
        &["update", "patch"],
        "can approve certificates, for any user",
    ),
    (
        "certificates.k8s.io",
        &["signers"],
        &["approve"],
        "can approve certificates, for any user",
    ),
    (
        "",
        &["nodes/proxy"],
        &["get", "create"],
        "can run commands in every pod of a node",
    ),
    (
        "",
        &["pods/exec", "pods/attach"],
        &["create"],
        "can run commands in pods, with their rights",
    ),
    (
        "",
        &["serviceaccounts/token"],
        &["create"],
        "can make tokens for other accounts",
    ),
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for permission in permissions(file) {
        let Permission { object, .. } = permission;
        for (group, resources, verbs, power) in WAYS {
            let Some(place) = permission.grants(group, resources, verbs) else {
                continue;
            };
            if !report.has(place) {
                let message = format!("whoever has `{}` {power}", object.title());
                report.find(place, message).fix =
                    Some(advice("leave it out, or limit it by `resourceNames`"));
            }
        }
    }
}
