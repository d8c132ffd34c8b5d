//! `required-column-without-default`: a column that may not be empty, added without a value for the rows that are there.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::is_serial;
use opswright_sql::TableAction;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "required-column-without-default",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("required_column_without_default.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if file.is_mysql() {
        // It fills in a default of its own.
        return;
    }
    for act in file.actions() {
        let TableAction::AddColumn { column, .. } = act.action else {
            continue;
        };
        let null = column
            .default
            .is_none_or(|default| default.slice(file.text).eq_ignore_ascii_case("null"));
        let serial = column.kind.as_ref().is_some_and(is_serial);
        if column.not_null.is_none() || !null || column.generated.is_some() || serial {
            continue;
        }
        let table = &act.alter.table.last;
        flag(
            report,
            act.range,
            format!(
                "`{table}.{}` is NOT NULL without a default: this fails once `{table}` has a row",
                column.name.last
            ),
            None,
            "add it with a constant default, or nullable, and require it after it is filled",
        );
    }
}
