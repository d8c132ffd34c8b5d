//! `identical-probes`: a liveness probe that asks the same as the readiness probe, and is as impatient.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::{Kind, Node};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "identical-probes",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("identical_probes.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let (Some(liveness), Some(readiness)) = (
            contained.container.field(&["livenessProbe"]).known(),
            contained.container.field(&["readinessProbe"]).known(),
        ) else {
            continue;
        };
        let same = ["httpGet", "tcpSocket", "exec", "grpc"]
            .into_iter()
            .any(|key| match (liveness.get(key), readiness.get(key)) {
                (Some(one), Some(other)) => is_same(one, other, 6),
                _ => false,
            });
        // A liveness probe that waits longer lets the pod recover out of the traffic first.
        if same && patience(liveness) <= patience(readiness) {
            let message = format!(
                "{} is restarted for what only makes it unready: both probes ask the same, as often",
                contained.words()
            );
            let place = contained
                .container
                .node
                .entry("livenessProbe")
                .map_or(contained.place(), |entry| entry.key.range());
            report.find(place, message).fix = Some(advice(
                "let liveness ask only whether the process still runs, or give it a higher `failureThreshold`",
            ));
        }
    }
}

/// Seconds until a probe gives up.
fn patience(probe: Node<'_>) -> i64 {
    let number = |key: &str, default: i64| {
        probe
            .get(key)
            .and_then(|node| node.as_i64())
            .unwrap_or(default)
    };
    number("periodSeconds", 10).saturating_mul(number("failureThreshold", 3))
}

/// Whether two values say the same, whatever the order of their keys.
fn is_same(one: Node<'_>, other: Node<'_>, depth: usize) -> bool {
    if depth == 0 || one.kind() != other.kind() {
        return false;
    }
    match one.kind() {
        Kind::Mapping => {
            one.entries().count() == other.entries().count()
                && one.entries().all(|entry| {
                    other
                        .get(entry.name())
                        .is_some_and(|value| is_same(entry.value, value, depth - 1))
                })
        }
        Kind::Sequence => {
            one.items().count() == other.items().count()
                && one
                    .items()
                    .zip(other.items())
                    .all(|(one, other)| is_same(one, other, depth - 1))
        }
        _ => one.as_str() == other.as_str(),
    }
}
