//! `privileged-workload`: a build or a container that is root of its host.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, never, none_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "privileged-workload",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("privileged_workload.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "runs with the rights of its host",
    table: TABLE,
};

const TABLE: &[Need] = &[
    kept_off("aws_codebuild_project", "environment.privileged_mode"),
    none_of("aws_ecs_task_definition", "pid_mode", &["host"]),
    kept_off(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.security_context.allow_privilege_escalation",
    ),
    never(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.security_context.capabilities.add",
    ),
    kept_off(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.container.security_context.privileged",
    ),
    kept_off(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.host_ipc",
    ),
    kept_off(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.host_network",
    ),
    kept_off(
        "kubernetes_deployment kubernetes_deployment_v1",
        "spec.template.spec.host_pid",
    ),
    kept_off(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.security_context.allow_privilege_escalation",
    ),
    never(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.security_context.capabilities.add",
    ),
    kept_off(
        "kubernetes_pod kubernetes_pod_v1",
        "spec.container.security_context.privileged",
    ),
    kept_off("kubernetes_pod kubernetes_pod_v1", "spec.host_ipc"),
    kept_off("kubernetes_pod kubernetes_pod_v1", "spec.host_network"),
    kept_off("kubernetes_pod kubernetes_pod_v1", "spec.host_pid"),
];
