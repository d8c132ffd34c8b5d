//! `backups-in-one-region`: a store whose copies all lie in one region.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "backups-in-one-region",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("backups_in_one_region.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "keeps all copies in one region",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on(
        "azurerm_mariadb_server azurerm_mysql_flexible_server azurerm_mysql_server azurerm_postgresql_flexible_server azurerm_postgresql_server",
        "geo_redundant_backup_enabled",
    ),
    one_of(
        "azurerm_storage_account",
        "account_replication_type",
        &["GRS", "RAGRS", "GZRS", "RAGZRS"],
    ),
];
