//! `myisam-engine`: a table of an engine without transactions.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "myisam-engine",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("myisam_engine.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_mysql()) {
        let found = match &step.statement.body {
            Body::CreateTable(table) => table
                .options
                .iter()
                .find(|(name, value, _)| name == "ENGINE" && is_old(value))
                .map(|(_, _, range)| (*range, &table.name)),
            Body::AlterTable(alter) => alter
                .actions
                .iter()
                .find(|(action, _)| matches!(action, TableAction::Engine(name) if is_old(name)))
                .map(|(_, range)| (*range, &alter.table)),
            _ => None,
        };
        if let Some((range, table)) = found {
            let message = format!("`{}` has no transactions", table.last);
            flag(report, range, message, None, "use InnoDB");
        }
    }
}

fn is_old(engine: &str) -> bool {
    matches!(engine, "MYISAM" | "ARIA" | "MERGE" | "ISAM")
}
