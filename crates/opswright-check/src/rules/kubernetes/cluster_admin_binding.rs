//! `cluster-admin-binding`: a binding that makes someone administrator of the whole cluster.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "cluster-admin-binding",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("cluster_admin_binding.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        if !object.is("ClusterRoleBinding") && !object.is("RoleBinding") {
            continue;
        }
        let Some(role) = object.node.at(&["roleRef", "name"]) else {
            continue;
        };
        if role.as_str() != Some("cluster-admin") {
            continue;
        }
        let where_to = if object.kind == "RoleBinding" {
            "its namespace"
        } else {
            "the cluster"
        };
        let message = format!(
            "`{}` gives its subjects every right in {where_to}",
            object.title()
        );
        report.find(role.range(), message).fix =
            Some(advice("bind a role that lists what they use"));
    }
}
