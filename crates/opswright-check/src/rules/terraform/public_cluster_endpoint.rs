//! `public-cluster-endpoint`: a Kubernetes API that the internet can reach.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, off, on, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "public-cluster-endpoint",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("public_cluster_endpoint.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "lets the internet reach its API",
    table: TABLE,
};

const TABLE: &[Need] = &[
    off("aws_eks_cluster", "vpc_config.endpoint_public_access"),
    on("azurerm_kubernetes_cluster", "private_cluster_enabled")
        .unless("api_server_access_profile.authorized_ip_ranges api_server_authorized_ip_ranges"),
    set(
        "google_container_cluster",
        "master_authorized_networks_config",
    ),
    set("google_container_cluster", "private_cluster_config"),
    kept_off("ncloud_nks_cluster", "public_network"),
    kept_off("yandex_kubernetes_cluster", "master.public_ip"),
];
