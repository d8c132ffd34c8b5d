//! `job-without-expiry`: a Job that stays in the cluster for ever when it is done.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "job-without-expiry",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("job_without_expiry.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file.objects.iter().filter(|object| object.is("Job")) {
        let hook = object
            .node
            .at(&["metadata", "annotations"])
            .is_some_and(|all| {
                all.entries().any(|entry| {
                    entry.name().starts_with("helm.sh/hook")
                        || entry.name().starts_with("argocd.argoproj.io/hook")
                })
            });
        if hook
            || !object
                .field(&["spec", "ttlSecondsAfterFinished"])
                .is_absent()
        {
            continue;
        }
        let edits = object
            .node
            .get("spec")
            .and_then(|spec| spec.entries().next())
            .and_then(|first| {
                edit::insert_before(report.text, &first, "ttlSecondsAfterFinished: 86400")
            })
            .into_iter()
            .collect();
        let fix = report.fix(
            "let it go after a day: `ttlSecondsAfterFinished: 86400`",
            Safety::Unsafe,
            edits,
        );
        let message = format!("`{}` and its pod stay when it is done", object.title());
        report.find(object.place(), message).fix = Some(fix);
    }
}
