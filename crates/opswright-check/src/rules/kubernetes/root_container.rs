//! `root-container`: a container that runs as root, or that nothing keeps from it.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Field;
use opswright_yaml::{Node, edit};

use super::missing_security_context::has_no_context;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{Contained, KubernetesFile, image_at};

pub(crate) static RULE: Rule = Rule {
    name: "root-container",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("root_container.md"),
    run: &[Run::Kubernetes(run)],
};

/// A user that no image gives a name: nothing on the node belongs to it.
const USER: &str = "65532";

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        // To a privileged one its user makes no difference, and that is another finding.
        if contained.is_windows() || contained.is_privileged() || has_no_context(&contained) {
            continue;
        }
        let user = contained.pod.security(contained.container, &["runAsUser"]);
        let not_root = contained
            .pod
            .security(contained.container, &["runAsNonRoot"]);
        match (user, not_root) {
            (Field::Known(node), _) if node.as_i64() == Some(0) => {
                explicit(&contained, node, USER, report);
            }
            (Field::Known(_) | Field::Unknown, _) | (_, Field::Unknown) => {}
            (Field::Absent, Field::Known(node)) if node.as_bool() == Some(false) => {
                explicit(&contained, node, "true", report);
            }
            (Field::Absent, Field::Known(_)) => {}
            (Field::Absent, Field::Absent) => unset(&contained, report),
        }
    }
}

fn explicit(contained: &Contained<'_, '_>, node: Node<'_>, value: &str, report: &mut Report<'_>) {
    // What holds for the whole pod is one fault, not one for each container.
    let known = report.has(node.range());
    if known {
        return;
    }
    let title = if value == USER {
        format!("run as user {USER}")
    } else {
        "set `runAsNonRoot: true`".to_owned()
    };
    let fix = report.fix(title, Safety::Unsafe, vec![replace(node.range(), value)]);
    let message = format!("{} is meant to run as root", contained.words());
    report.find(node.range(), message).fix = Some(fix);
}

fn unset(contained: &Contained<'_, '_>, report: &mut Report<'_>) {
    let image = contained.container.image().and_then(image_at);
    if image.is_some_and(|(_, image)| crate::images::is_unprivileged(&image)) {
        return;
    }
    let edits = contained
        .container
        .node
        .get("securityContext")
        .or_else(|| contained.pod.spec.get("securityContext"))
        .and_then(|context| edit::append(report.text, context, "runAsNonRoot: true"))
        .into_iter()
        .collect();
    let fix = report.fix("set `runAsNonRoot: true`", Safety::Unsafe, edits);
    let message = format!("nothing keeps {} from running as root", contained.words());
    let finding = report.find(contained.place(), message);
    finding.confidence = Confidence::Medium;
    finding.fix = Some(fix);
}
