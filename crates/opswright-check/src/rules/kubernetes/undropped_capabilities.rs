//! `undropped-capabilities`: a container that keeps capabilities which hardly any program needs.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Field;
use opswright_yaml::{Node, edit};

use super::missing_security_context::has_no_context;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "undropped-capabilities",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("undropped_capabilities.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        if contained.is_windows() || contained.is_privileged() || has_no_context(&contained) {
            continue;
        }
        let dropped = contained
            .container
            .field(&["securityContext", "capabilities", "drop"]);
        let drops_all = |list: Node<'_>| {
            list.items()
                .filter_map(|item| item.as_str())
                .any(|name| name.eq_ignore_ascii_case("all"))
        };
        let drops_some = match dropped {
            Field::Unknown => continue,
            Field::Known(list) if drops_all(list) => continue,
            Field::Known(list) => list.items().next().is_some(),
            Field::Absent => false,
        };
        let context = contained.container.node.get("securityContext");
        let edit = match context {
            Some(context) if context.get("capabilities").is_none() => {
                edit::append(report.text, context, "capabilities:\n  drop: [ALL]")
            }
            Some(_) => None,
            None => edit::append(
                report.text,
                contained.container.node,
                "securityContext:\n  capabilities:\n    drop: [ALL]",
            ),
        };
        let fix = report.fix(
            "drop `ALL`, and add what it really uses",
            Safety::Unsafe,
            edit.into_iter().collect(),
        );
        let what = if drops_some {
            "drops some of the runtime's capabilities and keeps the others"
        } else {
            "keeps the runtime's capabilities, `NET_RAW` among them"
        };
        let message = format!("{} {what}", contained.words());
        report.find(contained.place(), message).fix = Some(fix);
    }
}
