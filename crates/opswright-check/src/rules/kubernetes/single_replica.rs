//! `single-replica`: a workload that is away whenever its one pod is.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Detail;

use super::together::Together;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "single-replica",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("single_replica.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in together.workloads().filter(|placed| !placed.templated) {
        let serves = placed
            .object
            .pod
            .as_ref()
            .is_some_and(|pod| !pod.ports.is_empty());
        let replicated = matches!(placed.object.kind.as_str(), "Deployment" | "Rollout");
        let one = placed
            .object
            .replicas
            .as_ref()
            .is_none_or(|replicas| replicas.value == 1);
        if !replicated
            || !serves
            || !one
            || together.is_patched(placed)
            || together.autoscaler(placed).is_some()
        {
            continue;
        }
        let range = placed
            .object
            .replicas
            .as_ref()
            .map_or(placed.object.name.range, |replicas| replicas.range);
        let message = format!(
            "`{}` has one pod: it is away whenever that one is",
            placed.object.name.value
        );
        report.find_in(&placed.file.path, range, message).fix =
            Some(advice("run two or more, if the program can"));
    }
    for placed in &together.objects {
        if let Detail::Autoscaler {
            least: Some(least), ..
        } = &placed.object.detail
            && least.value == 1
            && placed.object.kind == "HorizontalPodAutoscaler"
            && !placed.templated
        {
            let message = format!("`{}` may scale down to one pod", placed.object.name.value);
            report.find_in(&placed.file.path, least.range, message).fix =
                Some(advice("set `minReplicas: 2`"));
        }
    }
}
