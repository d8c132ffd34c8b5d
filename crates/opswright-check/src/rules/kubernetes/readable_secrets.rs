//! `readable-secrets`: a role that can read every Secret in its reach.

use opswright_diagnostic::{Confidence, Severity};

use super::permissions::{Permission, permissions};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "readable-secrets",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("readable_secrets.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for permission in permissions(file) {
        let Permission { object, .. } = permission;
        if let Some(place) = permission.grants("", &["secrets"], &["get", "list", "watch", "*"]) {
            let reach = if object.kind == "ClusterRole" {
                "where it is bound"
            } else {
                "of its namespace"
            };
            let message = format!(
                "whoever has `{}` can read every Secret {reach}",
                object.title()
            );
            report.find(place, message).fix = Some(advice(
                "name the Secrets by `resourceNames`, and grant only `get`",
            ));
        }
    }
}
