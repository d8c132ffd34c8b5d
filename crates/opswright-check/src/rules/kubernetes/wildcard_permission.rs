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
            // Only the core group has Secrets.
            let groups = rule
                .get("apiGroups")
                .into_iter()
                .flat_map(|list| list.items());
            let core = groups
                .filter_map(|group| group.as_str())
                .any(|group| matches!(group, "" | "*"));
            let what = match key {
                "resources" if !core => {
                    "every resource of its groups, those of later versions included"
                }
                _ => what,
            };
            let listed = rule.get(key).into_iter().flat_map(|list| list.items());
            for item in listed.filter(|item| item.as_str() == Some("*")) {
                let message = format!("`{}` grants {what}", object.title());
                let finding = report.find(item.range(), message);
                if key == "resources" && !core {
                    finding.severity = Severity::Info;
                }
                finding.fix = Some(advice("list what is used"));
            }
        }
    }
}
