//! `unmasked-proc`: a container that sees all of `/proc`.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unmasked-proc",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unmasked_proc.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let field = contained.container.field(&["securityContext", "procMount"]);
        if let Some(node) = field
            .known()
            .filter(|node| node.as_str() == Some("Unmasked"))
        {
            let message = format!(
                "{} sees the parts of `/proc` that the runtime hides from containers",
                contained.words()
            );
            report.find(node.range(), message).fix = Some(advice(
                "leave out `procMount`, unless containers run inside it",
            ));
        }
    }
}
