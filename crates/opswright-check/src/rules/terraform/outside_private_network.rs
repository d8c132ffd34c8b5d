//! `outside-private-network`: a service that stands outside of the private network.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "outside-private-network",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("outside_private_network.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "stands outside of the private network",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of("alicloud_mongodb_instance", "network_type", &["VPC"]),
    set("aws_elasticache_cluster", "subnet_group_name"),
    set(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "vpc_options",
    ),
    set(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "vpc_options.security_group_ids",
    ),
    set("aws_lambda_function", "vpc_config"),
    set("aws_redshift_cluster", "cluster_subnet_group_name"),
    on("aws_redshift_cluster", "enhanced_vpc_routing"),
    on("aws_sagemaker_model", "enable_network_isolation"),
    if_set(
        "aws_sagemaker_notebook_instance",
        "direct_internet_access",
        &["Disabled"],
    ),
    set("aws_sagemaker_notebook_instance", "subnet_id"),
    one_of(
        "aws_transfer_server",
        "endpoint_type",
        &["VPC", "VPC_ENDPOINT"],
    ),
    set(
        "azurerm_api_management",
        "virtual_network_configuration.subnet_id",
    ),
    set(
        "azurerm_spring_cloud_service",
        "network.service_runtime_subnet_id",
    ),
    on(
        "azurerm_synapse_workspace",
        "data_exfiltration_protection_enabled",
    ),
    on(
        "azurerm_synapse_workspace",
        "managed_virtual_network_enabled",
    ),
    set(
        "yandex_compute_instance",
        "network_interface.security_group_ids",
    ),
    set("yandex_kubernetes_cluster", "master.security_group_ids"),
    set(
        "yandex_compute_instance_group yandex_kubernetes_node_group",
        "instance_template.network_interface.security_group_ids",
    ),
    set(
        "yandex_mdb_clickhouse_cluster yandex_mdb_elasticsearch_cluster yandex_mdb_greenplum_cluster yandex_mdb_kafka_cluster yandex_mdb_mongodb_cluster yandex_mdb_mysql_cluster yandex_mdb_postgresql_cluster yandex_mdb_redis_cluster yandex_mdb_sqlserver_cluster",
        "security_group_ids",
    ),
];
