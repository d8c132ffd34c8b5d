//! `dangling-autoscaler`: an autoscaler of a workload that is not there.

use opswright_diagnostic::{Confidence, Severity};

use super::together::Together;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dangling-autoscaler",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dangling_autoscaler.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for kind in ["HorizontalPodAutoscaler", "ScaledObject"] {
        for placed in together.whole(kind) {
            for reference in &placed.object.references {
                let name = reference.name.value.as_str();
                let own = matches!(
                    reference.kind.as_str(),
                    "Deployment" | "StatefulSet" | "ReplicaSet"
                );
                let near = together.keeps_workloads(placed);
                let there = together
                    .find(&reference.kind, name, placed.object.namespace.as_deref())
                    .is_some();
                if !own || !near || there || name.contains('$') || together.is_generated(placed) {
                    continue;
                }
                let message = format!(
                    "`{}` scales the {} `{name}`, which is not here",
                    placed.object.name.value, reference.kind
                );
                report
                    .find_in(&placed.file.path, reference.name.range, message)
                    .fix = Some(advice("write kind and name of the workload as they are"));
            }
        }
    }
}
