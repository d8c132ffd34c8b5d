//! `dropped-not-null`: a column that may be empty from now on.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{ColumnAction, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-not-null",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("dropped_not_null.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions() {
        let TableAction::AlterColumn(column, ColumnAction::DropNotNull) = act.action else {
            continue;
        };
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!(
                "code that runs may not expect that `{}.{}` is empty",
                act.alter.table.last, column.last
            ),
            lock.as_ref(),
            "ship code that can read empty values first",
        );
    }
}
