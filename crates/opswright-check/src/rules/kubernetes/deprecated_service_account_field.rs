//! `deprecated-service-account-field`: a pod that names its account by a field of old.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::edit;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "deprecated-service-account-field",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("deprecated_service_account_field.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let Some(entry) = pod.spec.entry("serviceAccount") else {
            continue;
        };
        let edit = match pod.spec.get("serviceAccountName") {
            None => Some(replace(entry.key.range(), "serviceAccountName")),
            Some(name) if name.as_str() == entry.value.as_str() => {
                edit::remove(report.text, &entry)
            }
            Some(_) => None,
        };
        let fix = report.fix(
            "name it by `serviceAccountName`",
            Safety::Safe,
            edit.into_iter().collect(),
        );
        let message = format!(
            "`{}` names its account by `serviceAccount`, which is deprecated",
            object.title()
        );
        report.find(entry.key.range(), message).fix = Some(fix);
    }
}
