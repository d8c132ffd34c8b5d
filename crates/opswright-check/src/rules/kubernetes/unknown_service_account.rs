//! `unknown-service-account`: a pod or binding that names an account which is not there.

use opswright_diagnostic::{Confidence, Severity};

use super::together::Together;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-service-account",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_service_account.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    let any = !together.of_kind("ServiceAccount").is_empty();
    for placed in &together.objects {
        if placed.templated || placed.object.patch || together.is_generated(*placed) {
            continue;
        }
        let bound = placed.object.kind.ends_with("RoleBinding");
        for reference in &placed.object.references {
            let name = reference.name.value.as_str();
            let namespace = reference
                .namespace
                .as_deref()
                .or(placed.object.namespace.as_deref());
            // A binding may be for an account that another repository makes.
            let near = together.keeps(*placed, "ServiceAccount") || !bound && any;
            if reference.kind != "ServiceAccount"
                || !near
                || matches!(name, "default" | "")
                || name.contains('$')
                || namespace == Some("kube-system") && bound
                || together.find("ServiceAccount", name, namespace).is_some()
            {
                continue;
            }
            let message = format!(
                "`{}` names the account `{name}`, which is not among those that are kept here",
                placed.object.name.value
            );
            report
                .find_in(&placed.file.path, reference.name.range, message)
                .fix = Some(advice("add the ServiceAccount, or correct the name"));
        }
    }
}
