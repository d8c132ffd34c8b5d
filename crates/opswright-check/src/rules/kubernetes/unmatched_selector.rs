//! `unmatched-selector`: a policy, budget or monitor that selects nothing of the repository.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;
use opswright_project::folder;

use super::together::{Placed, Together, has_operator, may_be_one};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unmatched-selector",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unmatched_selector.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let together = Together::of(graph);
    for kind in [
        "NetworkPolicy",
        "PodDisruptionBudget",
        "PodMonitor",
        "ServiceMonitor",
    ] {
        for placed in together.whole(kind) {
            look(&together, placed, report);
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
    let here = folder(&placed.file.path);
    let near = if services {
        together.keeps(placed, "Service")
    } else {
        together
            .workloads()
            .any(|other| folder(&other.file.path) == here)
    };
    let matched = if services {
        together.objects.iter().any(|other| {
            other.object.kind == "Service"
                && selector.value.selects(&other.object.labels)
                && (placed.object.namespace.is_none()
                    || may_be_one(other.object.namespace.as_deref(), None))
        })
    } else {
        together
            .selected(placed, &selector.value.labels)
            .next()
            .is_some()
    };
    if !near
        || matched
        || together.is_generated(placed)
        || !services && has_operator(together, placed)
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
