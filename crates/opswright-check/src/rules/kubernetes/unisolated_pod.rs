//! `unisolated-pod`: a workload that every pod of the cluster may reach.

use opswright_diagnostic::{Confidence, Severity};

use super::together::{Placed, Together, may_be_one};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unisolated-pod",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unisolated_pod.md"),
    run: &[Run::Manifests(run)],
};

/// Kinds of policies; those of other makers count as if they held for all pods of the namespace.
const POLICIES: [&str; 4] = [
    "NetworkPolicy",
    "CiliumNetworkPolicy",
    "CiliumClusterwideNetworkPolicy",
    "GlobalNetworkPolicy",
];

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    let policies: Vec<Placed<'_>> = POLICIES
        .iter()
        .flat_map(|kind| together.of_kind(kind))
        .copied()
        .collect();
    for placed in together.workloads().filter(|placed| !placed.templated) {
        let Some(pod) = &placed.object.pod else {
            continue;
        };
        let namespace = placed.object.namespace.as_deref();
        let isolated = policies.iter().any(|other| {
            let selector = other
                .object
                .selector
                .as_ref()
                .filter(|_| other.object.kind == "NetworkPolicy");
            selector.is_none_or(|selector| selector.value.selects(&pod.labels))
                && may_be_one(other.object.namespace.as_deref(), namespace)
        });
        if !isolated {
            let message = format!(
                "no NetworkPolicy holds for `{}`: every pod of the cluster may reach it, and it may reach everything",
                placed.object.name.value
            );
            report
                .find_in(&placed.file.path, placed.object.name.range, message)
                .fix = Some(advice(
                "deny all of the namespace, and allow what is needed",
            ));
        }
    }
}
