//! `missing-liveness-probe`: a container that nobody restarts when it hangs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Role;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-liveness-probe",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_liveness_probe.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let kept = (contained.object.is_long_running() || contained.object.is("Pod"))
            && contained.container.role == Role::Main;
        if kept && contained.container.field(&["livenessProbe"]).is_absent() {
            let message = format!(
                "{} is not restarted when it hangs: it has no liveness probe",
                contained.words()
            );
            report.find(contained.place(), message).fix = Some(advice(
                "add a `livenessProbe` that asks the process alone, and nothing that it depends on",
            ));
        }
    }
}
