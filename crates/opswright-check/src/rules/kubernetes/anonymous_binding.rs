//! `anonymous-binding`: a binding that grants rights to callers who have not said who they are.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "anonymous-binding",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("anonymous_binding.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        if !object.is("ClusterRoleBinding") && !object.is("RoleBinding") {
            continue;
        }
        let subjects = object.node.get("subjects");
        for name in subjects
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|subject| subject.get("name"))
        {
            let text = name.as_str().unwrap_or("");
            if matches!(text, "system:anonymous" | "system:unauthenticated") {
                let message = format!(
                    "`{}` grants its role to whoever reaches the API server",
                    object.title()
                );
                report.find(name.range(), message).fix =
                    Some(advice("name the accounts that need it"));
            }
        }
    }
}
