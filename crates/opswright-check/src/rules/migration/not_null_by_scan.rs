//! `not-null-by-scan`: `SET NOT NULL` that reads the whole table under the strongest lock.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{
    AlterTable, ColumnAction, ConstraintKind, Name, TableAction, required_columns,
};

use crate::migration::{MigrationFile, Step, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "not-null-by-scan",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("not_null_by_scan.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AlterColumn(column, ColumnAction::SetNotNull) = act.action else {
            continue;
        };
        if is_proven(file, act.step, act.alter, column) {
            continue;
        }
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!(
                "every row of `{}` is read to see that `{}` is never null",
                act.alter.table.last, column.last
            ),
            lock.as_ref(),
            "prove it first by `CHECK (… IS NOT NULL) NOT VALID` and `VALIDATE CONSTRAINT`",
        );
    }
}

/// Whether an earlier statement of the file holds a valid check.
fn is_proven(file: &MigrationFile<'_>, step: &Step<'_>, alter: &AlterTable, column: &Name) -> bool {
    let before = || {
        file.actions()
            .filter(|act| act.step.index < step.index && act.alter.table == alter.table)
    };
    before().any(|act| {
        let TableAction::AddConstraint(constraint) = act.action else {
            return false;
        };
        let checks = matches!(constraint.kind, ConstraintKind::Check)
            && required_columns(file.sql, file.text, constraint.expression).contains(&column.last);
        let valid = !constraint.not_valid
            || before().any(|other| {
                matches!(other.action, TableAction::ValidateConstraint(name)
                    if Some(name) == constraint.name.as_ref())
            });
        checks && valid
    })
}
