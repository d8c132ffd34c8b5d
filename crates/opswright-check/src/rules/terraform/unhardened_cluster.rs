//! `unhardened-cluster`: a Kubernetes cluster without a protection that its provider offers.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, kept_off, kept_on, never, none_of, off, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unhardened-cluster",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unhardened_cluster.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "lacks a protection that the provider offers",
    table: TABLE,
};

const TABLE: &[Need] = &[
    kept_off(
        "azurerm_kubernetes_cluster",
        "addon_profile.kube_dashboard.enabled",
    ),
    // A pool inside of the cluster cannot be changed without making the cluster anew.
    never("google_container_cluster", "node_pool").unless("remove_default_node_pool=true"),
    on("azurerm_kubernetes_cluster", "azure_policy_enabled"),
    on(
        "azurerm_kubernetes_cluster",
        "default_node_pool.only_critical_addons_enabled",
    ),
    one_of(
        "azurerm_kubernetes_cluster",
        "default_node_pool.os_disk_type",
        &["Ephemeral"],
    ),
    kept_off(
        "azurerm_kubernetes_cluster",
        "http_application_routing_enabled",
    ),
    none_of(
        "azurerm_kubernetes_cluster",
        "network_profile.network_plugin",
        &["kubenet"],
    ),
    set(
        "azurerm_kubernetes_cluster",
        "network_profile.network_policy",
    ),
    kept_on(
        "azurerm_kubernetes_cluster",
        "role_based_access_control_enabled",
    ),
    set(
        "google_container_cluster",
        "authenticator_groups_config.security_group",
    ),
    one_of(
        "google_container_cluster",
        "binary_authorization.evaluation_mode",
        &["PROJECT_SINGLETON_POLICY_ENFORCE"],
    ),
    kept_off("google_container_cluster", "enable_kubernetes_alpha"),
    kept_off("google_container_cluster", "enable_legacy_abac"),
    // Autopilot sees to its nodes itself.
    kept_on("google_container_cluster", "enable_shielded_nodes").unless("enable_autopilot=true"),
    set("google_container_cluster", "ip_allocation_policy"),
    off(
        "google_container_cluster",
        "master_auth.client_certificate_config.issue_client_certificate",
    ),
    kept_on(
        "google_container_cluster google_container_node_pool",
        "node_config.shielded_instance_config.enable_integrity_monitoring",
    )
    .unless("enable_autopilot=true"),
    on(
        "google_container_cluster google_container_node_pool",
        "node_config.shielded_instance_config.enable_secure_boot",
    )
    .unless("enable_autopilot=true"),
    one_of(
        "google_container_cluster google_container_node_pool",
        "node_config.workload_metadata_config.mode",
        &["GKE_METADATA"],
    )
    .unless("enable_autopilot=true"),
    if_set(
        "google_container_node_pool",
        "node_config.image_type",
        &["COS", "COS_CONTAINERD"],
    ),
    kept_off(
        "kubernetes_pod_security_policy",
        "spec.allow_privilege_escalation",
    ),
    never(
        "kubernetes_pod_security_policy",
        "spec.allowed_capabilities",
    ),
    kept_off("kubernetes_pod_security_policy", "spec.host_ipc"),
    kept_off("kubernetes_pod_security_policy", "spec.host_network"),
    kept_off("kubernetes_pod_security_policy", "spec.host_pid"),
    kept_off("kubernetes_pod_security_policy", "spec.privileged"),
    set("yandex_kubernetes_cluster", "network_policy_provider"),
];
