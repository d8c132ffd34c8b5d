//! `unindexed-foreign-key`: a foreign key whose column has no index.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ConstraintKind, CreateTable};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unindexed-foreign-key",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unindexed_foreign_key.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::CreateTable(table) = &step.statement.body else {
            continue;
        };
        let inline = table
            .columns
            .iter()
            .filter_map(|column| Some((&column.name.last, column.references.as_ref()?.range)));
        let listed = table.constraints.iter().filter_map(|constraint| {
            let first = constraint.columns.first()?;
            matches!(constraint.kind, ConstraintKind::ForeignKey(_))
                .then_some((&first.last, constraint.range))
        });
        for (column, range) in inline.chain(listed) {
            if is_indexed(file, table, column) {
                continue;
            }
            let message = format!("no index begins with `{}.{column}`", table.name.last);
            flag(report, range, message, None, "create an index on it");
        }
    }
}

/// Whether a key of the table or an index of the file begins with the column.
fn is_indexed(file: &MigrationFile<'_>, table: &CreateTable, column: &str) -> bool {
    let own = table.columns.iter().any(|other| {
        other.name.last == column && (other.primary_key.is_some() || other.unique.is_some())
    });
    let keys = table.constraints.iter().any(|constraint| {
        matches!(
            constraint.kind,
            ConstraintKind::PrimaryKey | ConstraintKind::Unique
        ) && constraint
            .columns
            .first()
            .is_some_and(|first| first.last == column)
    });
    let indexes = file.forward().any(|step| {
        matches!(&step.statement.body, Body::CreateIndex(index) if index.table == table.name
            && matches!(index.index.columns.first(), Some(Some(first)) if first.last == column))
    });
    own || keys || indexes
}
