//! `unique-constraint-builds-index`: a unique or exclusion constraint whose index is built under the strongest lock.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{ConstraintKind, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unique-constraint-builds-index",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unique_constraint_builds_index.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let (range, what) = match act.action {
            TableAction::AddConstraint(constraint) if !constraint.using_index => {
                match constraint.kind {
                    ConstraintKind::Unique => (constraint.range, "unique"),
                    ConstraintKind::Exclude => (constraint.range, "exclusion"),
                    _ => continue,
                }
            }
            TableAction::AddColumn { column, .. } => match column.unique {
                Some(range) => (range, "unique"),
                None => continue,
            },
            _ => continue,
        };
        let lock = file.lock_at(act.step, act.range);
        let instead = if what == "unique" {
            "build the index `CONCURRENTLY`, then add the constraint `USING INDEX`"
        } else {
            "add it to a new table and move the rows, or when nobody waits"
        };
        flag(
            report,
            range,
            format!(
                "the index of this {what} constraint is built while `{}` is locked",
                act.alter.table.last
            ),
            lock.as_ref(),
            instead,
        );
    }
}
