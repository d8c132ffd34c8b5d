//! `unmatched-selector`: a policy, budget or monitor that selects nothing of the repository.

use opswright_diagnostic::{Confidence, Severity};

use super::together::{Placed, Together, may_be_one};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unmatched-selector",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unmatched_selector.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for kind in [
        "NetworkPolicy",
        "PodDisruptionBudget",
        "PodMonitor",
        "ServiceMonitor",
    ] {
        for placed in together.whole(kind) {
            look(together, placed, report);
        }
    }
}

fn look(together: &Together<'_>, placed: Placed<'_>, report: &mut Report<'_>) {
    let Some(selector) = placed
        .object
        .selector
        .as_ref()
        .filter(|selector| !selector.value.labels.is_empty())
    else {
        return;
    };
    let services = placed.object.kind == "ServiceMonitor";
    let near = if services {
        together.keeps(placed, "Service")
    } else {
        together.keeps_workloads(placed)
    };
    let matched = if services {
        together.of_kind("Service").iter().any(|other| {
            selector.value.selects(&other.object.labels)
                && (placed.object.namespace.is_none()
                    || may_be_one(other.object.namespace.as_deref(), None))
        })
    } else {
        together
            .selected(placed, &selector.value.labels)
            .next()
            .is_some()
    };
    // What runs in another namespace may be written elsewhere.
    let far = services && selector.value.named_namespaces;
    let labels = &selector.value.labels;
    if !near
        || far
        || !services && !together.keeps_labels(placed, labels)
        || matched
        || together.is_generated(placed)
        || !services && together.has_operator(placed)
    {
        return;
    }
    let what = if services {
        "no Service"
    } else {
        "no workload"
    };
    let wanted: Vec<String> = selector
        .value
        .labels
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let message = format!(
        "`{}` holds for {}, and {what} here has that",
        placed.object.name.value,
        wanted.join(", ")
    );
    report
        .find_in(&placed.file.path, selector.range, message)
        .fix = Some(advice("write the labels that are there"));
}
