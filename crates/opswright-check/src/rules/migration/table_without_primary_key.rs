//! `table-without-primary-key`: a table without a primary key.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ConstraintKind, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "table-without-primary-key",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("table_without_primary_key.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::CreateTable(table) = &step.statement.body else {
            continue;
        };
        let elsewhere = table.temporary
            || table.from_query
            || table.derived
            || table.partition_of.is_some()
            || table.columns.is_empty();
        let own = table
            .columns
            .iter()
            .any(|column| column.primary_key.is_some())
            || table
                .constraints
                .iter()
                .any(|constraint| matches!(constraint.kind, ConstraintKind::PrimaryKey));
        let later = file.forward().any(|other| {
            matches!(&other.statement.body, Body::AlterTable(alter) if alter.table == table.name
                && alter.actions.iter().any(|(action, _)| adds_key(action)))
        });
        if elsewhere || own || later {
            continue;
        }
        flag(
            report,
            table.name.range,
            format!("`{}` has no primary key", table.name.last),
            None,
            "give it one",
        );
    }
}

fn adds_key(action: &TableAction) -> bool {
    match action {
        TableAction::AddConstraint(constraint) => {
            matches!(constraint.kind, ConstraintKind::PrimaryKey)
        }
        TableAction::AddColumn { column, .. } => column.primary_key.is_some(),
        _ => false,
    }
}
