//! `missing-readiness-probe`: a container that is sent requests before anyone asked whether it is ready.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Role;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-readiness-probe",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_readiness_probe.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let serves = contained.object.is_long_running()
            && contained.object.kind != "DaemonSet"
            && contained.container.role == Role::Main
            && contained.container.ports().next().is_some();
        if serves && contained.container.field(&["readinessProbe"]).is_absent() {
            let message = format!(
                "{} gets requests as soon as its process runs: it has no readiness probe",
                contained.words()
            );
            report.find(contained.place(), message).fix = Some(advice(
                "add a `readinessProbe` that asks whether it can answer",
            ));
        }
    }
}
