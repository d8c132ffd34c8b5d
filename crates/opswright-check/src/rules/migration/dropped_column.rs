//! `dropped-column`: a column dropped while code that runs may use it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::TableAction;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-column",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dropped_column.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions() {
        let TableAction::DropColumn { column, .. } = act.action else {
            continue;
        };
        let added_here = file.actions().any(|other| {
            other.step.index < act.step.index
                && other.alter.table == act.alter.table
                && matches!(other.action, TableAction::AddColumn { column: new, .. }
                    if new.name.last == column.last)
        });
        if added_here {
            continue;
        }
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!(
                "code that runs may still use `{}.{}`; its values are lost",
                act.alter.table.last, column.last
            ),
            lock.as_ref(),
            "ship code that does not use it first, and drop it in a later release",
        );
    }
}
