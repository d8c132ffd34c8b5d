//! `unset-eviction-policy`: a disruption budget that also guards pods which are broken.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unset-eviction-policy",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unset_eviction_policy.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file
        .objects
        .iter()
        .filter(|object| object.is("PodDisruptionBudget"))
    {
        if !object
            .field(&["spec", "unhealthyPodEvictionPolicy"])
            .is_absent()
            || !object.is_whole()
        {
            continue;
        }
        let edits = object
            .node
            .get("spec")
            .and_then(|spec| {
                edit::append(report.text, spec, "unhealthyPodEvictionPolicy: AlwaysAllow")
            })
            .into_iter()
            .collect();
        let fix = report.fix(
            "set `unhealthyPodEvictionPolicy: AlwaysAllow`",
            Safety::Unsafe,
            edits,
        );
        let message = format!(
            "`{}` keeps pods on a node that have never become ready",
            object.title()
        );
        report.find(object.place(), message).fix = Some(fix);
    }
}
