//! `unencrypted-storage`: a store whose data lies on disk in clear.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, kept_off, kept_on, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unencrypted-storage",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unencrypted_storage.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "is not encrypted at rest",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of("alicloud_mongodb_instance", "tde_status", &["enabled"]),
    kept_on("aws_ami", "ebs_block_device.encrypted"),
    on(
        "aws_ami_copy aws_ebs_volume aws_efs_file_system aws_redshift_cluster azurerm_automation_variable_bool azurerm_automation_variable_datetime azurerm_automation_variable_int azurerm_automation_variable_string",
        "encrypted",
    ),
    on(
        "aws_api_gateway_method_settings",
        "settings.cache_data_encrypted",
    )
    .when("settings.caching_enabled", "true"),
    on(
        "aws_appsync_api_cache aws_elasticache_replication_group",
        "at_rest_encryption_enabled",
    ),
    set(
        "aws_athena_database",
        "encryption_configuration.encryption_option",
    ),
    set(
        "aws_athena_workgroup",
        "configuration.result_configuration.encryption_configuration.encryption_option",
    ),
    kept_off("aws_codebuild_project", "artifacts.encryption_disabled"),
    kept_off(
        "aws_codebuild_project",
        "logs_config.s3_logs.encryption_disabled",
    ),
    kept_off(
        "aws_codebuild_project",
        "secondary_artifacts.encryption_disabled",
    ),
    on(
        "aws_dax_cluster aws_kinesis_firehose_delivery_stream",
        "server_side_encryption.enabled",
    ),
    kept_on(
        "aws_dlm_lifecycle_policy",
        "policy_details.action.cross_region_copy.encryption_configuration.encrypted",
    ),
    kept_on(
        "aws_dlm_lifecycle_policy",
        "policy_details.schedule.cross_region_copy_rule.encrypted",
    ),
    on(
        "aws_db_cluster_snapshot aws_db_instance aws_docdb_cluster aws_docdb_global_cluster aws_neptune_cluster aws_neptune_cluster_snapshot aws_rds_global_cluster",
        "storage_encrypted",
    ),
    // The first serverless Aurora is always encrypted.
    on("aws_rds_cluster", "storage_encrypted").unless("engine_mode=serverless"),
    kept_on("aws_ebs_encryption_by_default", "enabled"),
    on(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "encrypt_at_rest.enabled",
    ),
    kept_on("aws_instance", "root_block_device.encrypted"),
    kept_on(
        "aws_instance aws_launch_configuration",
        "ebs_block_device.encrypted",
    ),
    one_of("aws_kinesis_stream", "encryption_type", &["KMS"]),
    on("aws_launch_configuration", "root_block_device.encrypted"),
    // On by default, unless another key is named.
    kept_on("aws_sqs_queue", "sqs_managed_sse_enabled").unless("kms_master_key_id"),
    on("aws_workspaces_workspace", "root_volume_encryption_enabled"),
    on("aws_workspaces_workspace", "user_volume_encryption_enabled"),
    if_set("azurerm_data_lake_store", "encryption_state", &["Enabled"]),
    on("azurerm_kusto_cluster", "disk_encryption_enabled"),
    kept_on("azurerm_managed_disk", "encryption_settings.enabled"),
    kept_on(
        "azurerm_mssql_database",
        "transparent_data_encryption_enabled",
    ),
    on("azurerm_synapse_sql_pool", "data_encrypted"),
    on(
        "ncloud_launch_configuration ncloud_nas_volume",
        "is_encrypted_volume",
    ),
    on("ncloud_server", "is_encrypted_base_block_storage_volume"),
    on("tencentcloud_cbs_storage", "encrypt"),
];
