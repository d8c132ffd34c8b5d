//! `wildcard-permission`: a role that grants everything of a sort.

use opswright_diagnostic::{Confidence, Severity};

use super::permissions::{Permission, permissions};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-permission",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wildcard_permission.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for Permission { object, rule, .. } in permissions(file) {
        for (key, what) in [
            ("verbs", "every verb, those of later versions included"),
            ("resources", "every resource, Secrets among them"),
            (
                "apiGroups",
                "every API group, those of later extensions included",
            ),
            ("nonResourceURLs", "every address of the API server"),
        ] {
            let listed = rule.get(key).into_iter().flat_map(|list| list.items());
            for item in listed.filter(|item| item.as_str() == Some("*")) {
                let message = format!("`{}` grants {what}", object.title());
                report.find(item.range(), message).fix = Some(advice("list what is used"));
            }
        }
    }
}
