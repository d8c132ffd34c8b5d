//! `unbounded-pod`: a pod in Terraform without requests or limits.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unbounded-pod",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unbounded_pod.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "does not say what it needs at least and at most",
    table: TABLE,
};

const TABLE: &[Need] = &[
    set(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.resources.limits.cpu",
    ),
    set(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.resources.limits.memory",
    ),
    set(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.resources.requests.cpu",
    ),
    set(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.resources.requests.memory",
    ),
    set(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.resources.limits.cpu",
    ),
    set(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.resources.limits.memory",
    ),
    set(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.resources.requests.cpu",
    ),
    set(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.resources.requests.memory",
    ),
];
