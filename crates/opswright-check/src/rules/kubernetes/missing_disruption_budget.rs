//! `missing-disruption-budget`: a workload of several pods that an upgrade of nodes may stop all at once.

use opswright_diagnostic::{Confidence, Severity};

use super::together::{Together, may_be_one};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-disruption-budget",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_disruption_budget.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in together.workloads().filter(|placed| !placed.templated) {
        let Some(replicas) = placed
            .object
            .replicas
            .as_ref()
            .filter(|replicas| replicas.value > 1)
        else {
            continue;
        };
        let labels = placed.object.pod.as_ref().map(|pod| &pod.labels);
        let budgets = together.of_kind("PodDisruptionBudget");
        let guarded =
            budgets.iter().any(|other| {
                may_be_one(
                    other.object.namespace.as_deref(),
                    placed.object.namespace.as_deref(),
                ) && other.object.selector.as_ref().is_none_or(|selector| {
                    labels.is_some_and(|labels| selector.value.selects(labels))
                })
            });
        if !guarded {
            let message = format!(
                "no PodDisruptionBudget holds for `{}`: an upgrade of nodes may stop all {} pods at once",
                placed.object.name.value, replicas.value
            );
            report
                .find_in(&placed.file.path, replicas.range, message)
                .fix = Some(advice("add a PodDisruptionBudget with `maxUnavailable: 1`"));
        }
    }
}
