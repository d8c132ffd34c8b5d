//! `writable-root-filesystem`: a container that may change its own programs.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::kubernetes::Field;
use opswright_yaml::edit;

use super::missing_security_context::has_no_context;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "writable-root-filesystem",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("writable_root_filesystem.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        if contained.is_windows() || has_no_context(&contained) {
            continue;
        }
        let field = contained
            .container
            .field(&["securityContext", "readOnlyRootFilesystem"]);
        let (range, edit) = match field {
            Field::Known(node) if node.as_bool() == Some(false) => {
                (node.range(), Some(replace(node.range(), "true")))
            }
            Field::Absent => (
                contained.place(),
                contained
                    .container
                    .node
                    .get("securityContext")
                    .and_then(|context| {
                        edit::append(report.text, context, "readOnlyRootFilesystem: true")
                    }),
            ),
            Field::Known(_) | Field::Unknown => continue,
        };
        let fix = report.fix(
            "set `readOnlyRootFilesystem: true`, and mount an `emptyDir` where it writes",
            Safety::Unsafe,
            edit.into_iter().collect(),
        );
        let message = format!(
            "the root file system of {} can be written",
            contained.words()
        );
        report.find(range, message).fix = Some(fix);
    }
}
