//! `unspread-replicas`: replicas that may all stand on one node.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Object;
use opswright_source::Edit;
use opswright_yaml::edit;
use std::fmt::Write;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unspread-replicas",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unspread_replicas.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        if !matches!(
            object.kind,
            "Deployment" | "StatefulSet" | "ReplicaSet" | "Rollout"
        ) {
            continue;
        }
        let several = object
            .field(&["spec", "replicas"])
            .known()
            .filter(|node| node.as_i64().is_some_and(|number| number > 1));
        let spread = !pod.field(&["topologySpreadConstraints"]).is_absent()
            || !pod.field(&["affinity", "podAntiAffinity"]).is_absent();
        let Some(replicas) = several.filter(|_| !spread) else {
            continue;
        };
        let edits = constraint(object, report).into_iter().collect();
        let fix = report.fix(
            "spread them over nodes by `topologySpreadConstraints`",
            Safety::Unsafe,
            edits,
        );
        let message = format!(
            "the {} pods of `{}` may all stand on one node",
            replicas.as_str().unwrap_or(""),
            object.title()
        );
        report.find(replicas.range(), message).fix = Some(fix);
    }
}

/// The constraint, with the labels that the workload selects its pods by.
fn constraint(object: &Object<'_>, report: &Report<'_>) -> Option<Edit> {
    let selector = object.field(&["spec", "selector", "matchLabels"]).known()?;
    let mut lines = String::from(
        "topologySpreadConstraints:\n  - maxSkew: 1\n    topologyKey: kubernetes.io/hostname\n    whenUnsatisfiable: ScheduleAnyway\n    labelSelector:\n      matchLabels:",
    );
    for entry in selector.entries() {
        let _ = write!(
            lines,
            "\n        {}: {}",
            entry.name(),
            edit::scalar(entry.value.as_str()?)
        );
    }
    edit::append(report.text, object.pod.as_ref()?.spec, &lines)
}
