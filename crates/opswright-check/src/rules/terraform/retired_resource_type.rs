//! `retired-resource-type`: a type of resource that its provider has given up.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-resource-type",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("retired_resource_type.md"),
    run: &[Run::Terraform(run)],
};

/// Types that providers gave up, and what takes their place.
const RETIRED: &[(&str, &str)] = &[
    ("aws_s3_bucket_object", "aws_s3_object"),
    ("aws_alb", "aws_lb"),
    ("aws_alb_listener", "aws_lb_listener"),
    ("aws_alb_target_group", "aws_lb_target_group"),
    ("aws_db_security_group", "aws_security_group"),
    ("aws_elasticache_security_group", "aws_security_group"),
    ("aws_redshift_security_group", "aws_security_group"),
    ("aws_launch_configuration", "aws_launch_template"),
    ("aws_elasticsearch_domain", "aws_opensearch_domain"),
    (
        "aws_elasticsearch_domain_policy",
        "aws_opensearch_domain_policy",
    ),
    (
        "aws_kinesis_analytics_application",
        "aws_kinesisanalyticsv2_application",
    ),
    ("aws_waf_web_acl", "aws_wafv2_web_acl"),
    ("aws_wafregional_web_acl", "aws_wafv2_web_acl"),
    ("aws_opsworks_stack", "another service: OpsWorks has ended"),
    ("aws_qldb_ledger", "another service: QLDB has ended"),
    (
        "aws_elastictranscoder_pipeline",
        "another service: Elastic Transcoder has ended",
    ),
    ("aws_worklink_fleet", "another service: WorkLink has ended"),
    ("aws_ses_domain_identity", "aws_sesv2_email_identity"),
    (
        "google_container_registry",
        "google_artifact_registry_repository",
    ),
    (
        "google_cloudiot_registry",
        "another service: IoT Core has ended",
    ),
    (
        "google_game_services_realm",
        "another service: Game Servers has ended",
    ),
    ("google_notebooks_instance", "google_workbench_instance"),
    ("google_notebooks_runtime", "google_workbench_instance"),
    ("google_dataproc_metastore_federation", "another service"),
    (
        "azurerm_app_service",
        "azurerm_linux_web_app or azurerm_windows_web_app",
    ),
    ("azurerm_app_service_plan", "azurerm_service_plan"),
    (
        "azurerm_app_service_slot",
        "azurerm_linux_web_app_slot or azurerm_windows_web_app_slot",
    ),
    (
        "azurerm_function_app",
        "azurerm_linux_function_app or azurerm_windows_function_app",
    ),
    (
        "azurerm_function_app_slot",
        "azurerm_linux_function_app_slot or azurerm_windows_function_app_slot",
    ),
    ("azurerm_sql_server", "azurerm_mssql_server"),
    ("azurerm_sql_database", "azurerm_mssql_database"),
    ("azurerm_sql_firewall_rule", "azurerm_mssql_firewall_rule"),
    ("azurerm_mysql_server", "azurerm_mysql_flexible_server"),
    (
        "azurerm_postgresql_server",
        "azurerm_postgresql_flexible_server",
    ),
    ("azurerm_mariadb_server", "azurerm_mysql_flexible_server"),
    (
        "azurerm_virtual_machine_scale_set",
        "azurerm_linux_virtual_machine_scale_set or azurerm_windows_virtual_machine_scale_set",
    ),
    ("azurerm_frontdoor", "azurerm_cdn_frontdoor_profile"),
    (
        "azurerm_frontdoor_firewall_policy",
        "azurerm_cdn_frontdoor_firewall_policy",
    ),
    (
        "azurerm_container_registry_webhook_legacy",
        "azurerm_container_registry_webhook",
    ),
    (
        "azurerm_data_lake_store",
        "azurerm_storage_data_lake_gen2_filesystem",
    ),
    (
        "azurerm_monitor_log_profile",
        "azurerm_monitor_diagnostic_setting",
    ),
    (
        "azurerm_media_services_account",
        "another service: Media Services has ended",
    ),
    ("kubernetes_pod_security_policy", "pod security admission"),
];

/// Data sources that providers gave up.
const RETIRED_DATA: &[(&str, &str)] = &[
    ("template_file", "the function templatefile()"),
    ("template_cloudinit_config", "data cloudinit_config"),
    ("template_dir", "resource local_file with templatefile()"),
    ("null_data_source", "a local value"),
    ("aws_s3_bucket_object", "data aws_s3_object"),
    ("aws_s3_bucket_objects", "data aws_s3_objects"),
    ("aws_subnet_ids", "data aws_subnets"),
];

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for (table, blocks, word) in [
        (RETIRED, &file.resources, ""),
        (RETIRED_DATA, &file.data, "data "),
    ] {
        for block in blocks {
            let Some((_, now)) = table.iter().find(|(kind, _)| *kind == block.kind) else {
                continue;
            };
            let message = format!(
                "`{word}{}` is retired: `{}` should be {now}",
                block.kind, block.name
            );
            report.find(block.block.header, message).fix = Some(advice(format!(
                "move to {now}, with a `moved` or `removed` block"
            )));
        }
    }
}
