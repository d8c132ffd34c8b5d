//! `public-address`: a machine with an address of its own on the internet.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, never, on, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "public-address",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("public_address.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "gets a public address",
    table: TABLE,
};

const TABLE: &[Need] = &[
    kept_off("aws_ecs_service", "network_configuration.assign_public_ip"),
    kept_off(
        "aws_instance aws_launch_configuration",
        "associate_public_ip_address",
    ),
    kept_off(
        "aws_launch_template",
        "network_interfaces.associate_public_ip_address",
    ),
    kept_off("aws_subnet", "map_public_ip_on_launch"),
    kept_off(
        "azurerm_kubernetes_cluster",
        "default_node_pool.enable_node_public_ip",
    ),
    kept_off(
        "azurerm_kubernetes_cluster",
        "default_node_pool.node_public_ip_enabled",
    ),
    never(
        "azurerm_network_interface",
        "ip_configuration.public_ip_address_id",
    ),
    on(
        "google_cloudbuild_worker_pool",
        "worker_config.no_external_ip",
    ),
    never(
        "google_compute_instance google_compute_instance_from_template google_compute_instance_template",
        "network_interface.access_config",
    ),
    on("google_data_fusion_instance", "private_instance"),
    one_of(
        "google_dataflow_job",
        "ip_configuration",
        &["WORKER_IP_PRIVATE"],
    ),
    on(
        "google_dataproc_cluster",
        "cluster_config.gce_cluster_config.internal_ip_only",
    ),
    on("google_notebooks_instance", "no_public_ip"),
    on(
        "google_notebooks_runtime",
        "virtual_machine.virtual_machine_config.internal_ip_only",
    ),
    kept_off(
        "google_sql_database_instance",
        "settings.ip_configuration.ipv4_enabled",
    ),
    kept_off("google_tpu_v2_vm", "network_config.enable_external_ips"),
    on("google_workbench_instance", "gce_setup.disable_public_ip"),
    one_of("ncloud_lb", "network_type", &["PRIVATE"]),
    never("ncloud_public_ip", "server_instance_no"),
    kept_off("tencentcloud_instance", "allocate_public_ip"),
    kept_off(
        "tencentcloud_kubernetes_cluster",
        "worker_config.public_ip_assigned",
    ),
    kept_off("yandex_compute_instance", "network_interface.nat"),
    kept_off(
        "yandex_compute_instance_group yandex_kubernetes_node_group",
        "instance_template.network_interface.nat",
    ),
];
