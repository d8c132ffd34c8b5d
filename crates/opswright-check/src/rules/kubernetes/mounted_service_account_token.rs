//! `mounted-service-account-token`: a pod that is given a token for the cluster although it names no account of its own.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::{Field, Object};
use opswright_yaml::{Node, edit};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "mounted-service-account-token",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("mounted_service_account_token.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        if let Some(pod) = &object.pod {
            let named = pod
                .field(&["serviceAccountName"])
                .or(|| pod.field(&["serviceAccount"]));
            let default = match named {
                Field::Absent => true,
                Field::Known(node) => node.as_str() == Some("default"),
                Field::Unknown => false,
            };
            if default {
                look(
                    object,
                    pod.field(&["automountServiceAccountToken"]),
                    pod.spec,
                    report,
                );
            }
        } else if object.is("ServiceAccount") && object.title() == "default" {
            look(
                object,
                object.field(&["automountServiceAccountToken"]),
                object.node,
                report,
            );
        }
    }
}

fn look(object: &Object<'_>, field: Field<'_>, map: Node<'_>, report: &mut Report<'_>) {
    let edit = match field {
        Field::Absent => edit::append(report.text, map, "automountServiceAccountToken: false"),
        Field::Known(node) if node.as_bool() == Some(true) => Some(replace(node.range(), "false")),
        Field::Known(_) | Field::Unknown => return,
    };
    let fix = report.fix(
        "set `automountServiceAccountToken: false`",
        Safety::Unsafe,
        edit.into_iter().collect(),
    );
    let message = format!(
        "`{}` gives its pods the token of the namespace's default account",
        object.title()
    );
    report.find(object.place(), message).fix = Some(fix);
}
