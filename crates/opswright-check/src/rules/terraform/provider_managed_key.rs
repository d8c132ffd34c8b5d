//! `provider-managed-key`: a store that is encrypted with a key of the provider, not of yours.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{Need, Needs, none_of, on, one_of, set};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "provider-managed-key",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("provider_managed_key.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "is encrypted with a key that the provider manages",
    table: TABLE,
};

const TABLE: &[Need] = &[
    set(
        "alicloud_oss_bucket",
        "server_side_encryption_rule.kms_master_key_id",
    ),
    set(
        "aws_ami_copy aws_cloudtrail aws_cloudtrail_event_data_store aws_cloudwatch_log_group aws_db_instance_automated_backups_replication aws_db_snapshot_copy aws_docdb_cluster aws_ebs_snapshot_copy aws_ebs_volume aws_efs_file_system aws_elasticache_replication_group aws_fsx_lustre_file_system aws_fsx_ontap_file_system aws_fsx_openzfs_file_system aws_fsx_windows_file_system aws_imagebuilder_component aws_kinesis_stream aws_kinesis_video_stream aws_neptune_cluster_snapshot aws_rds_cluster aws_rds_cluster_activity_stream aws_redshift_cluster aws_redshift_snapshot_copy_grant aws_redshiftserverless_namespace aws_s3_bucket_object aws_s3_object_copy aws_sagemaker_domain aws_sagemaker_notebook_instance aws_secretsmanager_secret aws_timestreamwrite_database oci_core_volume oci_file_storage_file_system oci_objectstorage_bucket",
        "kms_key_id",
    ),
    set("aws_appflow_connector_profile aws_appflow_flow", "kms_arn"),
    set(
        "aws_backup_vault aws_dms_replication_instance aws_dms_s3_endpoint aws_dynamodb_table_replica aws_memorydb_cluster aws_memorydb_snapshot aws_neptune_cluster aws_sagemaker_endpoint_configuration aws_scheduler_schedule",
        "kms_key_arn",
    ),
    set("aws_bedrockagent_agent", "customer_encryption_key_arn"),
    set(
        "aws_codeartifact_domain aws_codebuild_project",
        "encryption_key",
    ),
    set(
        "aws_codegurureviewer_repository_association",
        "kms_key_details.kms_key_id",
    ),
    set("aws_codepipeline", "artifact_store.encryption_key.id"),
    set("aws_comprehend_entity_recognizer", "model_kms_key_id"),
    set("aws_comprehend_entity_recognizer", "volume_kms_key_id"),
    set(
        "aws_connect_instance_storage_config",
        "storage_config.kinesis_video_stream_config.encryption_config.key_id",
    ),
    set(
        "aws_connect_instance_storage_config",
        "storage_config.s3_config.encryption_config.key_id",
    ),
    set(
        "aws_dlm_lifecycle_policy",
        "policy_details.action.cross_region_copy.encryption_configuration.cmk_arn",
    ),
    set(
        "aws_dlm_lifecycle_policy",
        "policy_details.schedule.cross_region_copy_rule.cmk_arn",
    ),
    set("aws_dms_endpoint", "kms_key_arn").unless("s3_settings.server_side_encryption_kms_key_id"),
    set("aws_dynamodb_table", "server_side_encryption.kms_key_arn"),
    one_of(
        "aws_ecr_repository",
        "encryption_configuration.encryption_type",
        &["KMS"],
    ),
    set(
        "aws_ecs_cluster",
        "configuration.execute_command_configuration.kms_key_id",
    ),
    on(
        "aws_ecs_cluster",
        "configuration.execute_command_configuration.log_configuration.cloud_watch_encryption_enabled",
    )
    .when(
        "configuration.execute_command_configuration.log_configuration",
        "*",
    )
    .unless("configuration.execute_command_configuration.log_configuration.s3_bucket_encryption_enabled"),
    one_of(
        "aws_eks_cluster",
        "encryption_config.resources",
        &["secrets"],
    ),
    set(
        "aws_elasticsearch_domain aws_opensearch_domain",
        "encrypt_at_rest.kms_key_id",
    ),
    set(
        "aws_glue_crawler aws_glue_dev_endpoint aws_glue_job",
        "security_configuration",
    ),
    set(
        "aws_imagebuilder_distribution_configuration",
        "distribution.ami_distribution_configuration.kms_key_id",
    ),
    set(
        "aws_kendra_index",
        "server_side_encryption_configuration.kms_key_id",
    ),
    one_of(
        "aws_keyspaces_table",
        "encryption_specification.type",
        &["CUSTOMER_MANAGED_KMS_KEY"],
    ),
    one_of(
        "aws_kinesis_firehose_delivery_stream",
        "server_side_encryption.key_type",
        &["CUSTOMER_MANAGED_CMK"],
    ),
    set("aws_mq_broker", "encryption_options.kms_key_id"),
    set(
        "aws_networkfirewall_firewall aws_networkfirewall_firewall_policy aws_networkfirewall_rule_group",
        "encryption_configuration.key_id",
    ),
    set(
        "aws_sagemaker_data_quality_job_definition",
        "data_quality_job_output_config.kms_key_id",
    ),
    set(
        "aws_sagemaker_data_quality_job_definition",
        "job_resources.cluster_config.volume_kms_key_id",
    ),
    set("aws_sagemaker_flow_definition", "output_config.kms_key_id"),
    none_of(
        "aws_secretsmanager_secret",
        "kms_key_id",
        &["alias/aws/secretsmanager"],
    ),
    set("aws_sns_topic aws_sqs_queue", "kms_master_key_id"),
    none_of("aws_sqs_queue", "kms_master_key_id", &["alias/aws/sqs"]),
    set(
        "azurerm_app_configuration",
        "encryption.key_vault_key_identifier",
    ),
    set("azurerm_batch_account", "key_vault_reference.id"),
    set("azurerm_cosmosdb_account", "key_vault_key_id"),
    set("azurerm_data_factory", "customer_managed_key_id"),
    on(
        "azurerm_kubernetes_cluster",
        "default_node_pool.host_encryption_enabled",
    )
    .unless("default_node_pool.enable_host_encryption=true"),
    set(
        "azurerm_kubernetes_cluster azurerm_managed_disk",
        "disk_encryption_set_id",
    ),
    on(
        "azurerm_kubernetes_cluster_node_pool",
        "host_encryption_enabled",
    )
    .unless("enable_host_encryption=true"),
    on("azurerm_kusto_cluster", "double_encryption_enabled"),
    on(
        "azurerm_linux_virtual_machine_scale_set azurerm_windows_virtual_machine azurerm_windows_virtual_machine_scale_set",
        "encryption_at_host_enabled",
    ),
    on(
        "azurerm_mysql_server azurerm_postgresql_server",
        "infrastructure_encryption_enabled",
    ),
    on(
        "azurerm_servicebus_namespace",
        "customer_managed_key.infrastructure_encryption_enabled",
    ),
    set(
        "azurerm_servicebus_namespace",
        "customer_managed_key.key_vault_key_id",
    ),
    set("azurerm_synapse_workspace", "customer_managed_key.key_name"),
    set(
        "google_artifact_registry_repository google_dataflow_job google_document_ai_processor google_pubsub_topic",
        "kms_key_name",
    ),
    set(
        "google_bigquery_dataset",
        "default_encryption_configuration.kms_key_name",
    ),
    set(
        "google_bigquery_table",
        "encryption_configuration.kms_key_name",
    ),
    set("google_bigtable_instance", "cluster.kms_key_name"),
    set("google_compute_disk", "disk_encryption_key"),
    set("google_compute_instance", "boot_disk.kms_key_self_link"),
    set(
        "google_dataproc_cluster",
        "cluster_config.encryption_config.kms_key_name",
    ),
    set(
        "google_document_ai_warehouse_location google_notebooks_instance",
        "kms_key",
    ),
    set(
        "google_notebooks_runtime",
        "virtual_machine.virtual_machine_config.encryption_config.kms_key",
    ),
    set("google_spanner_database", "encryption_config.kms_key_name"),
    set(
        "google_vertex_ai_dataset google_vertex_ai_endpoint google_vertex_ai_featurestore google_vertex_ai_metadata_store google_vertex_ai_tensorboard",
        "encryption_spec.kms_key_name",
    ),
    set("google_workbench_instance", "gce_setup.boot_disk.kms_key"),
    set("yandex_kubernetes_cluster", "kms_provider.key_id"),
    set(
        "yandex_storage_bucket",
        "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id",
    ),
];

const COMPANIONS: &[Companion] = &[
    Companion {
        of: "aws_s3_bucket",
        inline: "server_side_encryption_configuration",
        by: &[(
            "aws_s3_bucket_server_side_encryption_configuration",
            "bucket",
        )],
    },
    Companion {
        of: "azurerm_storage_account",
        inline: "customer_managed_key",
        by: &[(
            "azurerm_storage_account_customer_managed_key",
            "storage_account_id",
        )],
    },
    Companion {
        of: "azurerm_cognitive_account",
        inline: "customer_managed_key",
        by: &[(
            "azurerm_cognitive_account_customer_managed_key",
            "cognitive_account_id",
        )],
    },
    Companion {
        of: "azurerm_kusto_cluster",
        inline: "",
        by: &[("azurerm_kusto_cluster_customer_managed_key", "cluster_id")],
    },
    Companion {
        of: "azurerm_mysql_server",
        inline: "",
        by: &[("azurerm_mysql_server_key", "server_id")],
    },
    Companion {
        of: "azurerm_postgresql_server",
        inline: "",
        by: &[("azurerm_postgresql_server_key", "server_id")],
    },
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
