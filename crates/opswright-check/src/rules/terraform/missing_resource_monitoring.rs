//! `missing-resource-monitoring`: a resource whose own monitoring or alerts are off.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, kept_on, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-resource-monitoring",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("missing_resource_monitoring.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "is not watched as closely as it could be",
    table: TABLE,
};

const TABLE: &[Need] = &[
    set("aws_cloudformation_stack", "notification_arns"),
    kept_on("aws_cloudwatch_metric_alarm", "actions_enabled"),
    one_of(
        "aws_db_instance aws_rds_cluster_instance",
        "monitoring_interval",
        &["1", "5", "10", "15", "30", "60"],
    ),
    one_of("aws_ecs_cluster", "setting.value", &["enabled", "enhanced"]),
    kept_on("aws_guardduty_detector", "enable"),
    on("aws_instance", "monitoring"),
    on(
        "aws_db_instance aws_rds_cluster_instance",
        "performance_insights_enabled",
    ),
    on(
        "azurerm_mssql_server_security_alert_policy",
        "email_account_admins",
    ),
    set(
        "azurerm_mssql_server_security_alert_policy",
        "email_addresses",
    ),
    on(
        "azurerm_mysql_server azurerm_postgresql_server",
        "threat_detection_policy.enabled",
    ),
    on("azurerm_security_center_contact", "alert_notifications"),
    on("azurerm_security_center_contact", "alerts_to_admins"),
    set("azurerm_security_center_contact", "email"),
    set("azurerm_security_center_contact", "phone"),
    one_of(
        "azurerm_security_center_subscription_pricing",
        "tier",
        &["Standard"],
    ),
    // Public repositories have them unless they are switched off.
    on("github_repository", "vulnerability_alerts").unless("visibility=public archived=true"),
    kept_on("github_repository", "vulnerability_alerts")
        .when("visibility", "public")
        .unless("archived=true"),
    kept_off("oci_core_instance", "agent_config.is_monitoring_disabled"),
    on("oci_objectstorage_bucket", "object_events_enabled"),
    kept_off("tencentcloud_instance", "disable_monitor_service"),
];
