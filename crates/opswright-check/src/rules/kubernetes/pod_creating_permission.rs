//! `pod-creating-permission`: a role that can start pods.

use opswright_diagnostic::{Confidence, Severity};

use super::permissions::{Permission, permissions};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "pod-creating-permission",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("pod_creating_permission.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    let workloads = [
        ("", &["pods", "replicationcontrollers"][..]),
        (
            "apps",
            &["deployments", "statefulsets", "daemonsets", "replicasets"][..],
        ),
        ("batch", &["jobs", "cronjobs"][..]),
    ];
    for permission in permissions(file) {
        let Permission { object, .. } = permission;
        for (group, resources) in workloads {
            let granted = permission.grants(group, resources, &["create", "*"]);
            if let Some(place) = granted.filter(|place| !report.has(*place)) {
                let message = format!(
                    "whoever has `{}` can start a pod with any account and any Secret of the namespace",
                    object.title()
                );
                report.find(place, message).fix = Some(advice(
                    "grant it only to what deploys, and give that a namespace of its own",
                ));
            }
        }
    }
}
