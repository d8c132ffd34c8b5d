//! `bound-default-account`: a binding that grants rights to the default account of a namespace.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "bound-default-account",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("bound_default_account.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        if !object.is("ClusterRoleBinding") && !object.is("RoleBinding") {
            continue;
        }
        let subjects = object.node.get("subjects");
        for subject in subjects.into_iter().flat_map(|list| list.items()) {
            let account = subject.str_at(&["kind"]) == Some("ServiceAccount");
            let name = subject
                .get("name")
                .filter(|name| account && name.as_str() == Some("default"));
            if let Some(name) = name {
                let message = format!(
                    "`{}` grants its role to every pod of the namespace that names no account",
                    object.title()
                );
                report.find(name.range(), message).fix = Some(advice(
                    "give the program a ServiceAccount of its own, and bind that",
                ));
            }
        }
    }
}
