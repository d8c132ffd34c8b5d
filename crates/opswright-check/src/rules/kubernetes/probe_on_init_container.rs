//! `probe-on-init-container`: an init container with a probe, which the API server refuses.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Role;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "probe-on-init-container",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("probe_on_init_container.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file
        .containers()
        .filter(|contained| contained.container.role == Role::Init)
    {
        for key in [
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle",
        ] {
            let entry = contained.container.node.entry(key);
            let Some(entry) = entry.filter(|entry| !entry.value.is_null()) else {
                continue;
            };
            let edits = edit::remove(report.text, &entry).into_iter().collect();
            let fix = report.fix(format!("remove `{key}`"), Safety::Safe, edits);
            let message = format!(
                "{} runs to its end before the pod starts, so `{key}` is refused",
                contained.words()
            );
            report.find(entry.key.range(), message).fix = Some(fix);
        }
    }
}
