//! `escalating-container`: a container whose processes may gain rights that they did not start with.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Field;
use opswright_yaml::edit;

use super::missing_security_context::has_no_context;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{Contained, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "escalating-container",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("escalating_container.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        if contained.is_windows() || contained.is_privileged() || has_no_context(&contained) {
            continue;
        }
        let field = contained
            .container
            .field(&["securityContext", "allowPrivilegeEscalation"]);
        match field {
            Field::Known(node) if node.as_bool() == Some(true) => {
                let edits = vec![replace(node.range(), "false")];
                let fix = report.fix("set it to `false`", Safety::Unsafe, edits);
                let message = format!(
                    "{} may gain rights: a setuid program makes it root",
                    contained.words()
                );
                report.find(node.range(), message).fix = Some(fix);
            }
            Field::Absent => unset(&contained, report),
            Field::Known(_) | Field::Unknown => {}
        }
    }
}

fn unset(contained: &Contained<'_, '_>, report: &mut Report<'_>) {
    let node = contained.container.node;
    let edit = match node.get("securityContext") {
        Some(context) => edit::append(report.text, context, "allowPrivilegeEscalation: false"),
        None => edit::append(
            report.text,
            node,
            "securityContext:\n  allowPrivilegeEscalation: false",
        ),
    };
    let fix = report.fix(
        "set `allowPrivilegeEscalation: false`",
        Safety::Unsafe,
        edit.into_iter().collect(),
    );
    let message = format!(
        "nothing keeps {} from gaining rights: `allowPrivilegeEscalation` is true where it is not set",
        contained.words()
    );
    let finding = report.find(contained.place(), message);
    finding.severity = Severity::Info;
    finding.fix = Some(fix);
}
