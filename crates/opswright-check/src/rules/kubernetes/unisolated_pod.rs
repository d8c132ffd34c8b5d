//! `unisolated-pod`: a workload that every pod of the cluster may reach.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::together::{Together, may_be_one};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unisolated-pod",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unisolated_pod.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let together = Together::of(graph);
    for placed in together.workloads().filter(|placed| !placed.templated) {
        let Some(pod) = &placed.object.pod else {
            continue;
        };
        let isolated = together.objects.iter().any(|other| {
            let policy = match other.object.kind.as_str() {
                "NetworkPolicy" => other
                    .object
                    .selector
                    .as_ref()
                    .is_none_or(|selector| selector.value.selects(&pod.labels)),
                "CiliumNetworkPolicy"
                | "CiliumClusterwideNetworkPolicy"
                | "GlobalNetworkPolicy" => true,
                _ => false,
            };
            policy
                && may_be_one(
                    other.object.namespace.as_deref(),
                    placed.object.namespace.as_deref(),
                )
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
