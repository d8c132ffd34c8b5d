//! How a release replaces the one before it, and how it is taken back.

use super::decision;
use crate::case::Case;
use crate::design::{Decision, Input, Scale};
use crate::provenance;
use crate::workloads::ResolvedWorkload;

/// Strategies, rollback, and migrations where there are any.
pub(super) fn decide(case: &Case<'_>) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = case
        .workloads
        .iter()
        .map(|workload| strategy(case, workload))
        .collect();
    decisions.push(rollback(case));
    decisions.extend(migrations(case));
    decisions
}

fn strategy(case: &Case<'_>, workload: &ResolvedWorkload) -> Decision {
    let name = &workload.design.name;
    let key = format!("strategy.{name}");
    let asked = format!("workload.{name}.strategy");
    if let Some(said) = case.said(&asked) {
        let choice = said.value.clone();
        return Decision {
            inputs: vec![said, case.kind_of(workload)],
            ..decision(&key, choice, "strategy-stated", "it was stated")
        };
    }
    let busy = case.tier >= Scale::Growth;
    let (choice, rule, reason, runner_up) = match workload.design.kind.as_str() {
        "web" if busy => (
            "canary",
            "canary-for-busy-services",
            "there is enough traffic to judge a few percent of it before all of it is at stake",
            "blue-green",
        ),
        "web" | "static" => (
            "blue-green",
            "blue-green-for-requests",
            "the new release is proven before it gets any traffic, and the way back is one swap",
            if busy { "canary" } else { "rolling" },
        ),
        _ => (
            "rolling",
            "rolling-without-requests",
            "no request waits for it; instances are replaced one by one",
            "blue-green",
        ),
    };
    let mut inputs = vec![case.kind_of(workload)];
    inputs.extend(case.tier_inputs());
    Decision {
        inputs,
        runner_up: Some(runner_up.to_owned()),
        ..decision(&key, choice, rule, reason)
    }
}

fn rollback(case: &Case<'_>) -> Decision {
    let (choice, reason) = if case.tier >= Scale::Growth {
        (
            "automatic: the judge cuts traffic back to the stable release",
            "a canary that fails is cut off before most users have met it",
        )
    } else {
        (
            "automatic: swap back to the previous release",
            "the previous release is kept whole until the new one has proven itself",
        )
    };
    let mut inputs = case.tier_inputs();
    inputs.extend(case.workloads.iter().filter_map(|workload| {
        let key = format!("workload.{}.health_path", workload.design.name);
        let fact = workload.facts.health_path.as_ref();
        case.said(&key)
            .or_else(|| fact.map(|fact| provenance::of_fact(&key, fact)))
    }));
    Decision {
        inputs,
        runner_up: Some("by hand: opswright rollback".to_owned()),
        ..decision("rollback", choice, "rollback-on-failed-proof", reason)
    }
}

fn migrations(case: &Case<'_>) -> Option<Decision> {
    let inputs: Vec<Input> = case
        .workloads
        .iter()
        .filter_map(|workload| {
            let key = format!("workload.{}.migrations", workload.design.name);
            let fact = workload.facts.migrations.as_ref();
            workload.design.migrations.as_ref()?;
            case.said(&key)
                .or_else(|| fact.map(|fact| provenance::of_fact(&key, fact)))
        })
        .collect();
    if inputs.is_empty() {
        return None;
    }
    Some(Decision {
        inputs,
        runner_up: Some("down migrations".to_owned()),
        ..decision(
            "migrations",
            "forward only: expand, deploy, then contract",
            "migrations-forward-only",
            "the previous release must still run on the new schema, or there is no way back",
        )
    })
}
