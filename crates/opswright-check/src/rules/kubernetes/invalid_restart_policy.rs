//! `invalid-restart-policy`: a workload whose pods have a restart policy that its kind does not allow.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Field;
use opswright_yaml::edit;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-restart-policy",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("invalid_restart_policy.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let job = object.is("Job") || object.is("CronJob");
        let kept = object.is_long_running() && object.group() == "apps";
        let field = pod.field(&["restartPolicy"]);
        match field {
            Field::Known(node) => {
                let policy = node.as_str().unwrap_or("");
                let wrong =
                    job && policy == "Always" || kept && matches!(policy, "Never" | "OnFailure");
                if wrong {
                    let right = if job { "OnFailure" } else { "Always" };
                    let edits = vec![replace(node.range(), right)];
                    let fix = report.fix(format!("use `{right}`"), Safety::Unsafe, edits);
                    let message = format!(
                        "a {} cannot have pods with `restartPolicy: {policy}`",
                        object.kind
                    );
                    report.find(node.range(), message).fix = Some(fix);
                }
            }
            Field::Absent if job && object.is_whole() => {
                let edits = edit::append(report.text, pod.spec, "restartPolicy: OnFailure")
                    .into_iter()
                    .collect();
                let fix = report.fix("add `restartPolicy: OnFailure`", Safety::Unsafe, edits);
                let message = format!(
                    "the pods of `{}` have no `restartPolicy`, and `Always`, which then holds, is refused for a {}",
                    object.title(),
                    object.kind
                );
                report.find(object.place(), message).fix = Some(fix);
            }
            Field::Absent | Field::Unknown => {}
        }
    }
}
