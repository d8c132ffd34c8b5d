//! Types that a migration declares.

use opswright_sql::{Body, Column, TableAction, Type};

use crate::migration::MigrationFile;

/// Columns of PostgreSQL with their types, wherever they are declared on the way forward.
pub(super) fn declared<'a>(
    file: &'a MigrationFile<'a>,
) -> impl Iterator<Item = (&'a Column, &'a Type)> {
    file.forward()
        .filter(|_| file.is_postgres())
        .flat_map(|step| -> Vec<&Column> {
            match &step.statement.body {
                Body::CreateTable(table) if !table.temporary => table.columns.iter().collect(),
                Body::AlterTable(alter) => alter
                    .actions
                    .iter()
                    .filter_map(|(action, _)| match action {
                        TableAction::AddColumn { column, .. } => Some(&**column),
                        _ => None,
                    })
                    .collect(),
                _ => Vec::new(),
            }
        })
        .filter_map(|column| Some((column, column.kind.as_ref()?)))
}
