//! `primary-key-changed`: the primary key of a table that has rows is dropped or built anew.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{ConstraintKind, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "primary-key-changed",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("primary_key_changed.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions() {
        let message = match act.action {
            TableAction::AddConstraint(constraint)
                if matches!(constraint.kind, ConstraintKind::PrimaryKey)
                    && !constraint.using_index =>
            {
                "the primary key of `{}` is built while the table is locked"
            }
            TableAction::AddColumn { column, .. } if column.primary_key.is_some() => {
                "the primary key of `{}` is built while the table is locked"
            }
            TableAction::DropPrimaryKey => "`{}` loses its primary key",
            TableAction::DropConstraint { name, .. }
                if name.last == format!("{}_pkey", act.alter.table.last) =>
            {
                "`{}` loses its primary key"
            }
            _ => continue,
        };
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            message.replace("{}", &act.alter.table.last),
            lock.as_ref(),
            "build a unique index `CONCURRENTLY`, then `ADD PRIMARY KEY USING INDEX`",
        );
    }
}
