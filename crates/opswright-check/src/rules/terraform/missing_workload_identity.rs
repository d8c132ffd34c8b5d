//! `missing-workload-identity`: a resource that has no identity of its own.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-workload-identity",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("missing_workload_identity.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "has no identity of its own",
    table: TABLE,
};

const TABLE: &[Need] = &[
    set("aws_instance", "iam_instance_profile"),
    set(
        "azurerm_app_service azurerm_linux_web_app azurerm_windows_web_app",
        "identity",
    ),
    set(
        "azurerm_app_service azurerm_automation_account azurerm_cognitive_account azurerm_container_group azurerm_eventgrid_domain azurerm_eventgrid_topic azurerm_kusto_cluster azurerm_linux_web_app azurerm_recovery_services_vault azurerm_servicebus_namespace azurerm_web_pubsub azurerm_windows_web_app",
        "identity.type",
    ),
    one_of(
        "azurerm_search_service",
        "identity.type",
        &["SystemAssigned"],
    ),
];
