//! `open-service-network`: a managed service that answers on its public endpoint.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, kept_off, none_of, off, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-service-network",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("open_service_network.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "answers on its public endpoint",
    table: TABLE,
};

const TABLE: &[Need] = &[
    none_of(
        "aws_mwaa_environment",
        "webserver_access_mode",
        &["PUBLIC_ONLY"],
    ),
    none_of(
        "azurerm_app_configuration",
        "public_network_access",
        &["Enabled"],
    ),
    if_set(
        "azurerm_batch_account",
        "network_profile.account_access.default_action",
        &["Deny"],
    ),
    one_of(
        "azurerm_container_group",
        "ip_address_type",
        &["Private", "None"],
    ),
    set("azurerm_container_group", "subnet_ids"),
    off(
        "azurerm_api_management azurerm_automation_account azurerm_cognitive_account azurerm_container_registry azurerm_cosmosdb_account azurerm_databricks_workspace azurerm_eventgrid_domain azurerm_eventgrid_topic azurerm_key_vault azurerm_linux_function_app azurerm_linux_function_app_slot azurerm_linux_web_app azurerm_machine_learning_workspace azurerm_managed_disk azurerm_mariadb_server azurerm_mssql_server azurerm_mysql_server azurerm_postgresql_server azurerm_redis_cache azurerm_search_service azurerm_servicebus_namespace azurerm_storage_account azurerm_windows_function_app azurerm_windows_function_app_slot azurerm_windows_web_app",
        "public_network_access_enabled",
    ),
    off("azurerm_data_factory", "public_network_enabled"),
    kept_off(
        "azurerm_iothub azurerm_spring_cloud_api_portal",
        "public_network_access_enabled",
    ),
    one_of(
        "azurerm_key_vault",
        "network_acls.default_action",
        &["Deny"],
    ),
    none_of("azurerm_search_service", "allowed_ips", &["0.0.0.0/0"]),
    one_of(
        "azurerm_storage_account",
        "network_rules.default_action",
        &["Deny"],
    ),
    none_of(
        "azurerm_storage_account_network_rules",
        "default_action",
        &["Allow"],
    ),
    one_of(
        "azurerm_storage_sync",
        "incoming_traffic_policy",
        &["AllowVirtualNetworksOnly"],
    ),
    one_of(
        "google_cloudfunctions2_function",
        "service_config.ingress_settings",
        &["ALLOW_INTERNAL_AND_GCLB", "ALLOW_INTERNAL_ONLY"],
    ),
    one_of(
        "google_cloudfunctions_function",
        "ingress_settings",
        &["ALLOW_INTERNAL_AND_GCLB", "ALLOW_INTERNAL_ONLY"],
    ),
];
