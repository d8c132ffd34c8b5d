//! `privileged-container`: a container that has every right of the node.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "privileged-container",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("privileged_container.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let field = contained
            .container
            .field(&["securityContext", "privileged"]);
        if let Some(node) = field.known().filter(|_| field.is(true)) {
            let message = format!(
                "{} is privileged: whoever is in it is root on the node",
                contained.words()
            );
            report.find(node.range(), message).fix = Some(advice(
                "leave it out, and add the one capability or device that is needed",
            ));
        }
    }
}
