//! `backups-in-one-region`: a store whose copies all lie in one region.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{Need, Needs, none_of, on, one_of};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "backups-in-one-region",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("backups_in_one_region.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "keeps all copies in one region",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on(
        "azurerm_mariadb_server azurerm_mysql_flexible_server azurerm_mysql_server azurerm_postgresql_flexible_server azurerm_postgresql_server",
        "geo_redundant_backup_enabled",
    )
    .unless("create_mode=Replica"),
    none_of(
        "aws_s3_bucket_replication_configuration",
        "rule.status",
        &["Disabled"],
    ),
    none_of(
        "aws_s3_bucket",
        "replication_configuration.rules.status",
        &["Disabled"],
    ),
    one_of(
        "azurerm_storage_account",
        "account_replication_type",
        &["GRS", "RAGRS", "GZRS", "RAGZRS"],
    ),
];

const COMPANIONS: &[Companion] = &[Companion {
    of: "aws_s3_bucket",
    inline: "replication_configuration",
    by: &[("aws_s3_bucket_replication_configuration", "bucket")],
}];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
