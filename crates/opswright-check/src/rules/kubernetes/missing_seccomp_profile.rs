//! `missing-seccomp-profile`: a pod without a seccomp profile.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Container;
use opswright_yaml::edit;

use super::missing_security_context::has_no_context;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{Contained, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "missing-seccomp-profile",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("missing_seccomp_profile.md"),
    run: &[Run::Kubernetes(run)],
};

const PROFILE: &str = "seccompProfile:\n  type: RuntimeDefault";

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let annotated = pod
            .metadata
            .and_then(|metadata| metadata.get("annotations"))
            .is_some_and(|all| {
                all.entries().any(|entry| {
                    entry
                        .name()
                        .contains("seccomp.security.alpha.kubernetes.io")
                })
            });
        let lacking = |container: &Container<'_>| {
            let contained = Contained {
                object,
                pod,
                container,
            };
            !contained.is_windows()
                && !contained.is_privileged()
                && !has_no_context(&contained)
                && pod.security(container, &["seccompProfile"]).is_absent()
        };
        if annotated || !pod.own().any(lacking) {
            continue;
        }
        let edit = match pod.spec.entry("securityContext") {
            Some(entry) => edit::append(report.text, entry.value, PROFILE),
            None => edit::append(
                report.text,
                pod.spec,
                "securityContext:\n  seccompProfile:\n    type: RuntimeDefault",
            ),
        };
        let fix = report.fix(
            "set `seccompProfile: {type: RuntimeDefault}` for the pod",
            Safety::Unsafe,
            edit.into_iter().collect(),
        );
        let message = format!("`{}` runs without a seccomp profile", object.title());
        report.find(object.place(), message).fix = Some(fix);
    }
}
