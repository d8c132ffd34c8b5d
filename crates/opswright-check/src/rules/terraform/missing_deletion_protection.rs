//! `missing-deletion-protection`: a resource with state that one wrong plan deletes.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_on, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-deletion-protection",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("missing_deletion_protection.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "can be deleted by one wrong plan",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on("aws_alb aws_lb", "enable_deletion_protection"),
    on("aws_networkfirewall_firewall", "delete_protection"),
    kept_on(
        "aws_qldb_ledger google_bigquery_table google_bigtable_instance google_container_cluster google_spanner_database google_sql_database_instance",
        "deletion_protection",
    ),
    on(
        "aws_db_instance aws_docdb_cluster aws_neptune_cluster aws_rds_cluster",
        "deletion_protection",
    ),
    kept_on("aws_route53domains_registered_domain", "transfer_lock"),
    on(
        "azurerm_app_configuration azurerm_key_vault",
        "purge_protection_enabled",
    ),
    kept_on("azurerm_key_vault", "soft_delete_enabled"),
    on("google_spanner_database", "enable_drop_protection"),
];
