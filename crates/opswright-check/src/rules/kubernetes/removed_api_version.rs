//! `removed-api-version`: an object in an API version that clusters no longer serve.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Object;

use super::removed_versions::{Move, removed};
use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "removed-api-version",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("removed_api_version.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in &file.objects {
        let Some(removed) = removed(object.version, object.kind) else {
            continue;
        };
        let node = object.version_node;
        let message = format!(
            "`{}` of `{}` is not served since Kubernetes {}",
            object.kind, object.version, removed.since
        );
        let fix = match removed.to {
            None => advice(removed.advice),
            Some(to) if can_move(object, removed.needs) => report.fix(
                format!("use `{to}`"),
                Safety::Safe,
                vec![replace(node.range(), to)],
            ),
            Some(to) => advice(format!("use `{to}`: {}", removed.advice)),
        };
        report.find(node.range(), message).fix = Some(fix);
    }
}

/// Whether nothing but the version has to change.
fn can_move(object: &Object<'_>, needs: Move) -> bool {
    match needs {
        Move::VersionOnly => true,
        Move::Selector => object.field(&["spec", "selector"]).known().is_some(),
        Move::FilledSelector => object
            .field(&["spec", "selector"])
            .known()
            .is_some_and(|selector| selector.entries().next().is_some()),
        Move::Rewrite => false,
    }
}
