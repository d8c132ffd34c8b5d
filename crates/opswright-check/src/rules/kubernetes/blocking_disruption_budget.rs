//! `blocking-disruption-budget`: a disruption budget that lets no pod go, ever.

use opswright_diagnostic::{Confidence, Diagnostic, Severity};
use opswright_project::{Detail, Located};

use super::together::{Placed, Together};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "blocking-disruption-budget",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("blocking_disruption_budget.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in together.whole("PodDisruptionBudget") {
        let Detail::Budget {
            min_available,
            max_unavailable,
        } = &placed.object.detail
        else {
            continue;
        };
        if let Some(most) = max_unavailable
            .as_ref()
            .filter(|most| matches!(most.value.as_str(), "0" | "0%"))
        {
            find(placed, most, "it lets none be unavailable", report);
        }
        let Some(least) = min_available else {
            continue;
        };
        if least.value == "100%" {
            find(placed, least, "it wants all to be available", report);
        } else if let Ok(number) = least.value.parse::<i64>() {
            counted(together, placed, (least, number), report);
        }
    }
}

/// Compares with the pods that the selected workloads want.
fn counted(
    together: &Together<'_>,
    placed: Placed<'_>,
    (least, number): (&Located<String>, i64),
    report: &mut Report<'_>,
) {
    let Some(selector) = &placed.object.selector else {
        return;
    };
    let mut total: i64 = 0;
    let mut evidence = Vec::new();
    for workload in together.selected(placed, &selector.value.labels) {
        let fixed = matches!(
            workload.object.kind.as_str(),
            "Deployment" | "StatefulSet" | "ReplicaSet"
        );
        if !fixed || workload.templated || together.is_patched(workload) {
            return;
        }
        let scaled = together
            .autoscaler(workload)
            .map(|scaler| &scaler.object.detail);
        let (pods, line) = match (scaled, &workload.object.replicas) {
            (
                Some(Detail::Autoscaler {
                    least: Some(least), ..
                }),
                _,
            ) => (least.value, None),
            (Some(_), _) | (None, None) => (1, None),
            (None, Some(replicas)) => (replicas.value, Some(replicas.line)),
        };
        total = total.saturating_add(pods);
        evidence.push(format!(
            "{}:{} wants {pods}",
            workload.file.path,
            line.unwrap_or(workload.object.name.line)
        ));
    }
    if evidence.is_empty() || number < total || selector.value.expressions {
        return;
    }
    let why = format!("it wants {number} of {total} to be available");
    find(placed, least, &why, report).evidence = evidence;
}

fn find<'r>(
    placed: Placed<'_>,
    at: &Located<String>,
    why: &str,
    report: &'r mut Report<'_>,
) -> &'r mut Diagnostic {
    let message = format!(
        "`{}` blocks every eviction: {why}, so no node can be drained",
        placed.object.name.value
    );
    let finding = report.find_in(&placed.file.path, at.range, message);
    finding.fix = Some(advice(
        "set `maxUnavailable: 1`, which holds for any number of pods",
    ));
    finding
}
