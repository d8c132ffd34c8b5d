//! `ingress-snippet`: an Ingress that writes into the configuration of its controller.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "ingress-snippet",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("ingress_snippet.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for object in file
        .objects
        .iter()
        .filter(|object| object.kind == "Ingress")
    {
        let annotations = object.node.at(&["metadata", "annotations"]);
        for entry in annotations.into_iter().flat_map(|all| all.entries()) {
            let name = entry.name();
            let snippet = name.contains("nginx.") && name.ends_with("-snippet");
            if snippet {
                let message = format!(
                    "`{}` puts text into the controller's configuration, which can read its Secrets",
                    object.title()
                );
                report.find(entry.key.range(), message).fix = Some(advice(
                    "use the annotation that does only this, or a route of the Gateway API",
                ));
            }
        }
    }
}
