//! `missing-backups`: a database without backups.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, at_least, kept_on, none_of, on, set, set_but_not};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-backups",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_backups.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "has no backups to go back to",
    table: TABLE,
};

const TABLE: &[Need] = &[
    none_of("aws_db_instance", "backup_retention_period", &["0"]).unless("replicate_source_db"),
    at_least(
        "aws_docdb_cluster aws_neptune_cluster",
        "backup_retention_period",
        7.0,
    ),
    on(
        "aws_dynamodb_global_table aws_dynamodb_table",
        "point_in_time_recovery.enabled",
    ),
    set_but_not(
        "aws_elasticache_cluster",
        "snapshot_retention_limit",
        &["0"],
    ),
    none_of("aws_rds_cluster", "backup_retention_period", &["0"]),
    kept_on(
        "aws_redshift_cluster",
        "automated_snapshot_retention_period",
    ),
    on(
        "google_sql_database_instance",
        "settings.backup_configuration.enabled",
    )
    .unless("master_instance_name"),
    set("oci_core_volume", "backup_policy_id"),
];
