//! `low-user-id`: a container whose user may be one of the node's own.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "low-user-id",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("low_user_id.md"),
    run: &[Run::Kubernetes(run)],
};

/// Users below this number may exist on a node.
const LEAST: i64 = 10_000;

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let field = contained.pod.security(contained.container, &["runAsUser"]);
        let Some(node) = field.known() else {
            continue;
        };
        let low = node.as_i64().is_some_and(|user| user > 0 && user < LEAST);
        if !low || report.has(node.range()) {
            continue;
        }
        let edits = vec![replace(node.range(), "65532")];
        let fix = report.fix("run as user 65532", Safety::Unsafe, edits);
        let message = format!(
            "{} runs as user {}, who may exist on the node",
            contained.words(),
            node.as_str().unwrap_or("")
        );
        report.find(node.range(), message).fix = Some(fix);
    }
}
