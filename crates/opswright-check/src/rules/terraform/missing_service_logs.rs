//! `missing-service-logs`: a managed service whose logs are off.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{Need, Needs, kept_on, none_of, on, one_of, set};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-service-logs",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("missing_service_logs.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "keeps no logs",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on("alicloud_log_audit", "variable_map.rds_enabled"),
    set("alicloud_oss_bucket", "logging"),
    none_of(
        "aws_api_gateway_method_settings",
        "settings.logging_level",
        &["OFF"],
    ),
    set(
        "aws_api_gateway_stage aws_apigatewayv2_stage",
        "access_log_settings.destination_arn",
    ),
    set(
        "aws_appsync_graphql_api",
        "log_config.cloudwatch_logs_role_arn",
    ),
    one_of(
        "aws_appsync_graphql_api",
        "log_config.field_log_level",
        &["ALL", "ERROR"],
    ),
    set("aws_cloudfront_distribution", "logging_config.bucket"),
    kept_on("aws_cloudtrail", "enable_logging"),
    set("aws_codebuild_project", "logs_config"),
    none_of(
        "aws_ecs_cluster",
        "configuration.execute_command_configuration.logging",
        &["NONE"],
    ),
    set("aws_eks_cluster", "enabled_cluster_log_types"),
    set(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "log_publishing_options",
    ),
    kept_on(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "log_publishing_options.enabled",
    ),
    set("aws_elb", "access_logs"),
    kept_on("aws_elb", "access_logs.enabled"),
    on(
        "aws_globalaccelerator_accelerator",
        "attributes.flow_logs_enabled",
    ),
    on("aws_alb aws_lb", "access_logs.enabled"),
    on("aws_mq_broker", "logs.audit"),
    on("aws_mq_broker", "logs.general"),
    set("aws_msk_cluster", "logging_info.broker_logs"),
    on(
        "aws_mwaa_environment",
        "logging_configuration.scheduler_logs.enabled",
    ),
    on(
        "aws_mwaa_environment",
        "logging_configuration.webserver_logs.enabled",
    ),
    on(
        "aws_mwaa_environment",
        "logging_configuration.worker_logs.enabled",
    ),
    set("aws_neptune_cluster", "enable_cloudwatch_logs_exports"),
    set(
        "aws_db_instance aws_docdb_cluster aws_rds_cluster",
        "enabled_cloudwatch_logs_exports",
    ),
    on("aws_redshift_cluster", "logging.enable"),
    on(
        "aws_sfn_state_machine",
        "logging_configuration.include_execution_data",
    ),
    set(
        "aws_waf_web_acl aws_wafregional_web_acl",
        "logging_configuration.log_destination",
    ),
    on(
        "azurerm_app_service",
        "logs.detailed_error_messages_enabled",
    ),
    on("azurerm_app_service", "logs.failed_request_tracing_enabled"),
    set(
        "azurerm_app_service azurerm_linux_web_app azurerm_windows_web_app",
        "logs.http_logs",
    ),
    kept_on(
        "azurerm_function_app azurerm_function_app_slot",
        "enable_builtin_logging",
    ),
    set(
        "azurerm_kubernetes_cluster",
        "oms_agent.log_analytics_workspace_id",
    ),
    on(
        "azurerm_linux_web_app azurerm_windows_web_app",
        "logs.detailed_error_messages",
    ),
    on(
        "azurerm_linux_web_app azurerm_windows_web_app",
        "logs.failed_request_tracing",
    ),
    on(
        "azurerm_mssql_database_extended_auditing_policy",
        "log_monitoring_enabled",
    ),
    set("google_compute_subnetwork", "log_config"),
    on("google_container_cluster", "enable_intranode_visibility").unless("enable_autopilot=true"),
    none_of("google_container_cluster", "logging_service", &["none"]),
    none_of("google_container_cluster", "monitoring_service", &["none"]),
    on(
        "google_data_fusion_instance google_dialogflow_cx_agent google_dialogflow_cx_webhook",
        "enable_stackdriver_logging",
    ),
    on(
        "google_data_fusion_instance",
        "enable_stackdriver_monitoring",
    ),
    on("google_dialogflow_agent", "enable_logging"),
    set("google_storage_bucket", "logging.log_bucket"),
    on("ncloud_nks_cluster", "log.audit"),
    set("tencentcloud_clb_instance", "log_set_id"),
    on("tencentcloud_kubernetes_cluster", "log_agent.enabled"),
    kept_on("tencentcloud_vpc_flow_log_config", "enable"),
];

const COMPANIONS: &[Companion] = &[
    Companion {
        of: "aws_s3_bucket",
        inline: "logging",
        by: &[("aws_s3_bucket_logging", "bucket")],
    },
    Companion {
        of: "aws_route53_zone",
        inline: "vpc",
        by: &[("aws_route53_query_log", "zone_id")],
    },
    Companion {
        of: "aws_wafv2_web_acl",
        inline: "",
        by: &[("aws_wafv2_web_acl_logging_configuration", "resource_arn")],
    },
    Companion {
        of: "aws_networkfirewall_firewall",
        inline: "",
        by: &[("aws_networkfirewall_logging_configuration", "firewall_arn")],
    },
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
