//! `default-namespace`: an object that lands in the namespace `default`.

use opswright_diagnostic::{Confidence, Severity};

use super::together::Together;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "default-namespace",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("default_namespace.md"),
    run: &[Run::Manifests(run)],
};

/// Kinds that live in a namespace.
const NAMESPACED: [&str; 18] = [
    "ConfigMap",
    "CronJob",
    "DaemonSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "Ingress",
    "Job",
    "NetworkPolicy",
    "PersistentVolumeClaim",
    "Pod",
    "PodDisruptionBudget",
    "ReplicaSet",
    "ReplicationController",
    "Role",
    "RoleBinding",
    "Secret",
    "Service",
    "StatefulSet",
];

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    let set = together.sets_namespace;
    for placed in &together.objects {
        let object = placed.object;
        let kind = object.kind.as_str();
        let own = NAMESPACED.contains(&kind)
            && opswright_project::kubernetes::is_own_group(&object.group)
            || kind == "ServiceAccount";
        let written = object.namespace.as_deref();
        let lands = match written {
            None => !set && !placed.templated,
            Some(name) => name == "default",
        };
        // The account `default` and the API server's own Service are where Kubernetes put them.
        let given = matches!(
            (kind, object.name.value.as_str()),
            ("ServiceAccount", "default") | ("Service", "kubernetes")
        );
        if !own || !lands || object.patch || given {
            continue;
        }
        let message = match written {
            None => format!(
                "`{}` names no namespace, so it lands in whichever is set where it is applied",
                object.name.value
            ),
            Some(_) => format!(
                "`{}` is put into the namespace `default`",
                object.name.value
            ),
        };
        report
            .find_in(&placed.file.path, object.name.range, message)
            .fix = Some(advice(
            "write `metadata.namespace`, or let Kustomize set it",
        ));
    }
}
