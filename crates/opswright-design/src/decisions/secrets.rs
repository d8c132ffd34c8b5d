//! Where secrets lie and how they reach a workload.

use super::decision;
use crate::case::Case;
use crate::design::{Decision, Input};
use crate::platform::{self, Class, Cloud};
use crate::provenance;

/// One decision for all of them.
pub(super) fn decide(case: &Case<'_>) -> Vec<Decision> {
    let platform = platform::choose(case);
    let store = match platform.cloud {
        Cloud::Aws => "AWS Secrets Manager",
        Cloud::Gcp => "GCP Secret Manager",
        Cloud::Azure => "Azure Key Vault",
        Cloud::Fly => "the secrets of Fly.io",
        Cloud::Railway => "the variables of Railway",
        Cloud::Own => "OpenBao",
    };
    let (choice, reason, runner_up) = match platform.class {
        Class::Server => (
            "files encrypted with age, mounted as files".to_owned(),
            "one server needs no secret service; the values lie encrypted in the repository and in no image or log",
            "SOPS",
        ),
        Class::Hosted | Class::Containers => (
            store.to_owned(),
            "the platform hands them to the workload, and every reading is logged",
            "files encrypted with age",
        ),
        Class::Kubernetes => (
            format!("External Secrets Operator from {store}"),
            "the cluster holds copies only, by workload identity, and they rotate in one place",
            "Secrets Store CSI driver",
        ),
    };
    let (choice, rule) = if case.is_regulated() {
        (
            format!("{choice}, own keys, every access logged"),
            "secrets-of-platform-under-regime",
        )
    } else {
        (choice, "secrets-of-platform")
    };
    let mut inputs = vec![provenance::decided("platform", &platform.name)];
    inputs.extend(secret_variables(case));
    vec![Decision {
        inputs,
        runner_up: Some(runner_up.to_owned()),
        ..decision("secrets", choice, rule, reason)
    }]
}

/// The names of the secrets, with the place that reads each; never a value.
fn secret_variables(case: &Case<'_>) -> impl Iterator<Item = Input> {
    case.workloads.iter().flat_map(|workload| {
        workload
            .facts
            .variables
            .iter()
            .filter(|variable| variable.secret)
            .map(|variable| {
                let key = format!("workload.{}.secret", workload.design.name);
                provenance::of_fact(&key, &variable.name)
            })
    })
}
