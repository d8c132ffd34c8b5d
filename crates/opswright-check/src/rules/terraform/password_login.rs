//! `password-login`: a service that lets people or programs in by a shared password or key.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, kept_on, never, off, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "password-login",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("password_login.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "lets in whoever knows a password or a shared key",
    table: TABLE,
};

const TABLE: &[Need] = &[
    set("aws_elasticache_replication_group", "auth_token").unless("user_group_ids"),
    on(
        "aws_db_instance aws_neptune_cluster aws_rds_cluster",
        "iam_database_authentication_enabled",
    ),
    off(
        "azurerm_app_configuration azurerm_cognitive_account azurerm_eventgrid_domain azurerm_eventgrid_topic azurerm_machine_learning_compute_cluster azurerm_servicebus_namespace",
        "local_auth_enabled",
    ),
    kept_off("azurerm_container_registry", "admin_enabled"),
    on("azurerm_cosmosdb_account", "local_authentication_disabled"),
    on("azurerm_function_app", "auth_settings.enabled"),
    on("azurerm_kubernetes_cluster", "local_account_disabled"),
    set(
        "azurerm_linux_virtual_machine azurerm_linux_virtual_machine_scale_set",
        "admin_ssh_key.public_key",
    ),
    kept_on(
        "azurerm_linux_virtual_machine azurerm_linux_virtual_machine_scale_set",
        "disable_password_authentication",
    ),
    on(
        "azurerm_linux_virtual_machine_scale_set",
        "disable_password_authentication",
    ),
    set(
        "azurerm_service_fabric_cluster",
        "azure_active_directory.tenant_id",
    ),
    kept_off("azurerm_storage_account", "local_user_enabled").unless("sftp_enabled=true"),
    off("azurerm_storage_account", "local_user_enabled").when("sftp_enabled", "true"),
    off("azurerm_storage_account", "shared_access_key_enabled"),
    set("digitalocean_droplet", "ssh_keys"),
    one_of(
        "google_compute_project_metadata",
        "metadata.enable-oslogin",
        &["TRUE"],
    ),
    on("google_redis_instance", "auth_enabled"),
    set("linode_instance", "authorized_keys"),
    never("openstack_compute_instance_v2", "admin_pass"),
];
