//! `missing-security-context`: a container without any security context, its own or its pod's.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Field;
use opswright_yaml::{Kind, edit};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{Contained, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "missing-security-context",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_security_context.md"),
    run: &[Run::Kubernetes(run)],
};

const CONTEXT: &str = "securityContext:\n  allowPrivilegeEscalation: false\n  capabilities:\n    drop: [ALL]\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true\n  seccompProfile:\n    type: RuntimeDefault";

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file
        .containers()
        .filter(|contained| !contained.is_windows())
    {
        if !has_no_context(&contained) {
            continue;
        }
        let edits = edit::append(report.text, contained.container.node, CONTEXT)
            .filter(|_| contained.container.node.get("securityContext").is_none())
            .into_iter()
            .collect();
        let fix = report.fix("add a restricted security context", Safety::Unsafe, edits);
        let message = format!(
            "{} runs with all that a container is given: nothing limits its user, its rights and its root file system",
            contained.words()
        );
        report.find(contained.place(), message).fix = Some(fix);
    }
}

/// Whether neither the container nor its pod says anything; rules about single settings are silent then.
pub(super) fn has_no_context(contained: &Contained<'_, '_>) -> bool {
    let empty = |field: Field<'_>| match field {
        Field::Absent => true,
        Field::Known(node) => node.kind() == Kind::Mapping && node.entries().next().is_none(),
        Field::Unknown => false,
    };
    empty(contained.container.field(&["securityContext"]))
        && empty(contained.pod.field(&["securityContext"]))
}
