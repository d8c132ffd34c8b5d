//! `unhardened-pod`: a pod in Terraform without the limits that its container can live with.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, never, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unhardened-pod",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unhardened_pod.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "leaves its container more rights than it needs",
    table: TABLE,
};

const TABLE: &[Need] = &[
    never(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.port.host_port",
    ),
    set(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.security_context",
    ),
    one_of(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.security_context.capabilities.drop",
        &["ALL", "NET_RAW"],
    ),
    on(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.security_context.read_only_root_filesystem",
    ),
    never(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.port.host_port",
    ),
    set(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.security_context",
    ),
    one_of(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.security_context.capabilities.drop",
        &["ALL", "NET_RAW"],
    ),
    on(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.security_context.read_only_root_filesystem",
    ),
];
