//! `mismatched-selector`: a workload whose selector does not fit the labels of its own pods.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "mismatched-selector",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("mismatched_selector.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let controlled = matches!(
            object.kind,
            "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "Rollout"
        );
        let Some(wanted) = object
            .field(&["spec", "selector", "matchLabels"])
            .known()
            .filter(|_| controlled)
        else {
            continue;
        };
        // Without any label it may be laid over another one.
        let laid_over = ["overlay", "patch", "kustomiz"]
            .iter()
            .any(|word| report.path().contains(word));
        if pod.metadata.is_none() && laid_over {
            continue;
        }
        let labels = pod.metadata.and_then(|metadata| metadata.get("labels"));
        for entry in wanted.merged_entries() {
            let value = entry.value.as_str().unwrap_or("");
            let has = labels
                .and_then(|labels| labels.get(entry.name()))
                .map(|label| label.as_str().unwrap_or(""));
            if has == Some(value) || value.contains("$_") || entry.name().contains("$_") {
                continue;
            }
            let label = entry.name();
            let message = match has {
                Some(_) => format!(
                    "`{}` selects pods with another `{label}` than its own pods have",
                    object.title()
                ),
                None => format!(
                    "`{}` selects pods by `{label}`, which its own pods do not have",
                    object.title()
                ),
            };
            report.find(entry.range(), message).fix = Some(advice(
                "give the pods the label; the selector of what runs already cannot be changed",
            ));
        }
    }
}
