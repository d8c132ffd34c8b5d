//! `single-zone`: a service that one zone takes down.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, at_least, kept_on, none_of, on, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "single-zone",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("single_zone.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "stands in one zone, or on one instance",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on("aws_db_instance", "multi_az"),
    on(
        "aws_elasticache_replication_group",
        "automatic_failover_enabled",
    ),
    at_least(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "cluster_config.dedicated_master_count",
        3.0,
    ),
    on(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "cluster_config.dedicated_master_enabled",
    ),
    on(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "cluster_config.zone_awareness_enabled",
    ),
    kept_on("aws_elb", "cross_zone_load_balancing"),
    on("aws_alb aws_lb", "enable_cross_zone_load_balancing"),
    on(
        "azurerm_app_service_environment_v3 azurerm_mssql_database",
        "zone_redundant",
    ),
    on("azurerm_container_registry", "zone_redundancy_enabled").when("sku", "Premium"),
    none_of(
        "azurerm_kubernetes_cluster",
        "default_node_pool.type",
        &["AvailabilitySet"],
    ),
    one_of("azurerm_redis_cache", "sku_name", &["Standard", "Premium"]),
    at_least("azurerm_search_service", "replica_count", 3.0),
    at_least("azurerm_service_plan", "worker_count", 2.0),
    on("azurerm_service_plan", "zone_balancing_enabled"),
];
