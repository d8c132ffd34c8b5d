//! `downtime-rollout`: a workload that stops before its next version is up.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Object;
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "downtime-rollout",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("downtime_rollout.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let serves = pod
            .main()
            .any(|container| container.ports().next().is_some());
        let kept = pod
            .volumes()
            .any(|volume| volume.get("persistentVolumeClaim").is_some());
        match object.kind {
            "Deployment" => {
                let recreate = object.field(&["spec", "strategy", "type"]).known();
                // A volume that only one node can mount leaves no other way.
                if let Some(node) =
                    recreate.filter(|node| node.as_str() == Some("Recreate") && serves && !kept)
                {
                    let message = format!(
                        "all pods of `{}` stop before the first new one starts",
                        object.title()
                    );
                    report.find(node.range(), message).fix = Some(advice(
                        "use `RollingUpdate`, and let both versions run beside each other",
                    ));
                }
                limits(object, "strategy", report);
            }
            "DaemonSet" => limits(object, "updateStrategy", report),
            "StatefulSet" => on_delete(object, report),
            _ => {}
        }
    }
}

fn limits(object: &Object<'_>, strategy: &str, report: &mut Report<'_>) {
    let at = |key: &str| {
        object
            .field(&["spec", strategy, "rollingUpdate", key])
            .known()
    };
    let Some(unavailable) = at("maxUnavailable") else {
        return;
    };
    let zero = |node: Node<'_>| matches!(node.as_str(), Some("0" | "0%"));
    if unavailable.as_str() == Some("100%") {
        let message = format!("all pods of `{}` may stop at once", object.title());
        report.find(unavailable.range(), message).fix =
            Some(advice("allow `25%`, or `0` with `maxSurge: 1`"));
    } else if zero(unavailable) && at("maxSurge").is_some_and(zero) {
        let message = format!(
            "no pod of `{}` may stop and none may be added, so no rollout can start",
            object.title()
        );
        let finding = report.find(unavailable.range(), message);
        finding.severity = Severity::Error;
        finding.confidence = Confidence::High;
        finding.fix = Some(advice("set `maxSurge: 1`"));
    }
    on_delete(object, report);
}

fn on_delete(object: &Object<'_>, report: &mut Report<'_>) {
    let node = object.field(&["spec", "updateStrategy", "type"]).known();
    if let Some(node) = node.filter(|node| node.as_str() == Some("OnDelete")) {
        let message = format!(
            "pods of `{}` keep the old version until somebody deletes them",
            object.title()
        );
        let finding = report.find(node.range(), message);
        finding.severity = Severity::Info;
        finding.fix = Some(advice("use `RollingUpdate`"));
    }
}
