//! `unmatched-service`: a Service that selects no pod of the repository.

use opswright_diagnostic::{Confidence, Severity};

use super::together::Together;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unmatched-service",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unmatched_service.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in together.whole("Service") {
        let object = placed.object;
        let Some(selector) = object.selector.as_ref().filter(|_| object.group.is_empty()) else {
            continue;
        };
        let labels = &selector.value.labels;
        let by_name = labels
            .iter()
            .any(|(key, _)| key == "statefulset.kubernetes.io/pod-name");
        let near = together.keeps_workloads(placed);
        if labels.is_empty()
            || !together.keeps_labels(placed, labels)
            || by_name
            || !near
            || together.is_generated(placed)
            || together.has_operator(placed)
            || together.selected(placed, labels).next().is_some()
        {
            continue;
        }
        let wanted: Vec<String> = labels
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let message = format!(
            "`{}` selects pods with {}, and no workload here has such pods",
            object.name.value,
            wanted.join(", ")
        );
        report
            .find_in(&placed.file.path, selector.range, message)
            .fix = Some(advice("write the labels that the pods have"));
    }
}
