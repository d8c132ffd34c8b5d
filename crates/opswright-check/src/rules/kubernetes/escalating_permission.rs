//! `escalating-permission`: a role whose holder can take more rights than it lists.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Object;
use opswright_source::Range;

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
const WAYS: [(&str, &[&str], &[&str], &str); 7] = [
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

/// The group of requests for certificates.
const CERTIFICATES: &str = "certificates.k8s.io";

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for permission in permissions(file) {
        let Permission { object, .. } = permission;
        for (group, resources, verbs, power) in WAYS {
            let Some(place) = permission.grants(group, resources, verbs) else {
                continue;
            };
            find(object, place, power, report);
        }
        // Both are needed: to write the approval, and to approve for the signer.
        let approvals = ["certificatesigningrequests/approval", "*/approval"];
        let writes = permission.grants(CERTIFICATES, &approvals, &["update", "patch"]);
        let approves = || {
            permissions(file).any(|other| {
                std::ptr::eq(other.object, object)
                    && other
                        .grants(CERTIFICATES, &["signers"], &["approve"])
                        .is_some()
            })
        };
        if let Some(place) = writes.filter(|_| approves()) {
            find(
                object,
                place,
                "can approve certificates, for any user",
                report,
            );
        }
    }
}

fn find(object: &Object<'_>, place: Range, power: &str, report: &mut Report<'_>) {
    if !report.has(place) {
        let message = format!("whoever has `{}` {power}", object.title());
        report.find(place, message).fix =
            Some(advice("leave it out, or limit it by `resourceNames`"));
    }
}
