//! `unhardened-app-service`: a web application of Azure with a weak setting.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, kept_on, none_of, on, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unhardened-app-service",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("unhardened_app_service.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "has a weak setting",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on("azurerm_app_service", "auth_settings.enabled"),
    on("azurerm_app_service", "client_cert_enabled"),
    on(
        "azurerm_linux_web_app azurerm_windows_web_app",
        "auth_settings.enabled",
    )
    .unless("auth_settings_v2"),
    none_of(
        "azurerm_app_service azurerm_function_app azurerm_linux_web_app azurerm_windows_web_app",
        "site_config.cors.allowed_origins",
        &["*"],
    ),
    one_of(
        "azurerm_app_service azurerm_linux_web_app azurerm_windows_web_app",
        "site_config.ftps_state",
        &["Disabled", "FtpsOnly"],
    ),
    on(
        "azurerm_app_service azurerm_function_app azurerm_function_app_slot azurerm_linux_web_app azurerm_windows_web_app",
        "site_config.http2_enabled",
    ),
    kept_off(
        "azurerm_app_service azurerm_app_service_slot azurerm_linux_function_app azurerm_linux_function_app_slot azurerm_linux_web_app azurerm_linux_web_app_slot azurerm_windows_function_app azurerm_windows_function_app_slot azurerm_windows_web_app azurerm_windows_web_app_slot",
        "site_config.remote_debugging_enabled",
    ),
    one_of(
        "azurerm_app_service azurerm_linux_web_app azurerm_windows_web_app",
        "storage_account.type",
        &["AzureFiles"],
    ),
    on(
        "azurerm_linux_web_app azurerm_windows_web_app",
        "client_certificate_enabled",
    ),
    kept_on(
        "azurerm_linux_web_app azurerm_windows_web_app",
        "site_config.always_on",
    ),
];
