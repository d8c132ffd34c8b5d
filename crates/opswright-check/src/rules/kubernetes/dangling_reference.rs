//! `dangling-reference`: a pod that needs a `ConfigMap`, Secret or volume claim which is not among the others.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Reference;

use super::together::{Placed, Together};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dangling-reference",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dangling_reference.md"),
    run: &[Run::Manifests(run)],
};

/// Kinds that make Secrets and `ConfigMap` objects when they are applied.
const MAKERS: [&str; 8] = [
    "ExternalSecret",
    "SealedSecret",
    "Certificate",
    "SecretProviderClass",
    "VaultStaticSecret",
    "InfisicalSecret",
    "OnePasswordItem",
    "Bundle",
];

/// What a cluster, or a mesh in it, puts into each namespace by itself.
const GIVEN: [&str; 4] = [
    "kube-root-ca.crt",
    "openshift-service-ca.crt",
    "istio-ca-root-cert",
    "linkerd-identity-trust-roots",
];

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    for placed in together.workloads().filter(|placed| !placed.templated) {
        for (at, reference) in placed.object.references.iter().enumerate() {
            let kept = match reference.kind.as_str() {
                "ConfigMap" | "Secret" | "PersistentVolumeClaim" | "Service" => {
                    together.keeps(placed, &reference.kind)
                }
                _ => false,
            };
            let before = placed.object.references.iter().take(at);
            let again = before
                .filter(|other| other.kind == reference.kind)
                .any(|other| other.name.value == reference.name.value);
            if kept && !again && is_dangling(together, placed, reference) {
                let message = format!(
                    "`{}` needs the {} `{}`, which is not among those that are kept here",
                    placed.object.name.value, reference.kind, reference.name.value
                );
                let finding = report.find_in(&placed.file.path, reference.name.range, message);
                if reference.kind != "Secret" {
                    finding.confidence = Confidence::Medium;
                }
                finding.fix = Some(advice(
                    "add it, correct the name, or mark it `optional: true`",
                ));
            }
        }
    }
}

fn is_dangling(together: &Together<'_>, placed: Placed<'_>, reference: &Reference) -> bool {
    let name = reference.name.value.as_str();
    let made = reference.kind == "Secret" && MAKERS.iter().any(|kind| together.keeps(placed, kind));
    !reference.optional
        && !name.contains('$')
        && !GIVEN.contains(&name)
        && !made
        && !together.generates(name)
        && !together.is_generated(placed)
        && together
            .find(&reference.kind, name, placed.object.namespace.as_deref())
            .is_none()
}
