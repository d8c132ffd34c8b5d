//! `unencrypted-traffic`: a service that talks in clear.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{
    Need, Needs, if_set, kept_off, kept_on, none_of, off, on, one_of, set, set_but_not,
};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unencrypted-traffic",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unencrypted_traffic.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "lets traffic pass in clear",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of(
        "alicloud_db_instance alicloud_mongodb_instance",
        "ssl_action",
        &["Open", "Update"],
    ),
    on(
        "aws_appsync_api_cache aws_elasticache_replication_group",
        "transit_encryption_enabled",
    ),
    none_of(
        "aws_cloudfront_distribution",
        "default_cache_behavior.viewer_protocol_policy",
        &["allow-all"],
    ),
    none_of(
        "aws_cloudfront_distribution",
        "ordered_cache_behavior.viewer_protocol_policy",
        &["allow-all"],
    ),
    if_set(
        "aws_cloudfront_distribution",
        "origin.custom_origin_config.origin_protocol_policy",
        &["https-only"],
    ),
    on("aws_cloudsearch_domain", "endpoint_options.enforce_https"),
    one_of(
        "aws_dax_cluster",
        "cluster_endpoint_encryption_type",
        &["TLS"],
    ),
    // The others have no TLS of their own, and refuse the setting.
    set_but_not("aws_dms_endpoint", "ssl_mode", &["none"]).when(
        "engine_name",
        "aurora|aurora-postgresql|azuredb|db2|docdb|mariadb|mongodb|mysql|oracle|postgres|sqlserver|sybase",
    ),
    one_of(
        "aws_ecs_task_definition",
        "volume.efs_volume_configuration.transit_encryption",
        &["ENABLED"],
    ),
    kept_on(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "domain_endpoint_options.enforce_https",
    ),
    on(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "node_to_node_encryption.enabled",
    )
    .when("cluster_config.instance_count", "*")
    .unless("cluster_config.instance_count=1"),
    none_of("aws_elb", "listener.lb_protocol", &["http", "tcp"]),
    kept_on("aws_memorydb_cluster", "tls_enabled"),
    if_set(
        "aws_msk_cluster",
        "encryption_info.encryption_in_transit.client_broker",
        &["TLS"],
    ),
    on(
        "aws_sagemaker_data_quality_job_definition",
        "network_config.enable_inter_container_traffic_encryption",
    ),
    one_of(
        "aws_ses_configuration_set",
        "delivery_options.tls_policy",
        &["Require"],
    ),
    none_of("aws_transfer_server", "protocols", &["FTP"]),
    on(
        "azurerm_app_service azurerm_app_service_slot azurerm_function_app azurerm_function_app_slot azurerm_linux_function_app azurerm_linux_function_app_slot azurerm_linux_web_app azurerm_linux_web_app_slot azurerm_windows_function_app azurerm_windows_function_app_slot azurerm_windows_web_app azurerm_windows_web_app_slot",
        "https_only",
    ),
    one_of(
        "azurerm_application_gateway",
        "http_listener.protocol",
        &["Https"],
    ),
    off("azurerm_cdn_endpoint", "is_http_allowed"),
    kept_on("azurerm_cdn_endpoint", "is_https_allowed"),
    on(
        "azurerm_mariadb_server azurerm_mysql_server azurerm_postgresql_server",
        "ssl_enforcement_enabled",
    ),
    kept_off("azurerm_redis_cache", "enable_non_ssl_port"),
    one_of(
        "azurerm_service_fabric_cluster",
        "fabric_settings.parameters.ClusterProtectionLevel",
        &["EncryptAndSign"],
    ),
    on("azurerm_spring_cloud_api_portal", "https_only_enabled"),
    on("azurerm_spring_cloud_app", "tls_enabled"),
    kept_on("azurerm_storage_account", "enable_https_traffic_only"),
    kept_on("azurerm_storage_account", "https_traffic_only_enabled"),
    kept_off("github_repository_webhook", "configuration.insecure_ssl"),
    one_of(
        "google_redis_instance",
        "transit_encryption_mode",
        &["SERVER_AUTHENTICATION"],
    ),
    one_of("ncloud_lb_listener", "protocol", &["HTTPS"]),
    set("ncloud_lb_listener", "tls_min_version_type"),
    none_of("ncloud_lb_target_group", "protocol", &["HTTP"]),
    on(
        "oci_core_instance",
        "launch_options.is_pv_encryption_in_transit_enabled",
    ),
    none_of(
        "panos_ipsec_crypto_profile panos_panorama_ipsec_crypto_profile",
        "protocol",
        &["ah"],
    ),
    kept_off("panos_management_profile", "http"),
    kept_off("panos_management_profile", "telnet"),
    none_of(
        "tencentcloud_clb_listener",
        "protocol",
        &["TCP", "UDP", "HTTP"],
    ),
];
