//! `foreign-key-validated-at-once`: a foreign key that is checked for all rows while writes to both tables wait.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;
use opswright_sql::{ConstraintKind, TableAction};

use crate::migration::{Act, MigrationFile, lock_line};
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "foreign-key-validated-at-once",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("foreign_key_validated_at_once.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AddConstraint(constraint) = act.action else {
            continue;
        };
        let ConstraintKind::ForeignKey(reference) = &constraint.kind else {
            continue;
        };
        if constraint.not_valid || is_on_new_column(file, act) {
            continue;
        }
        let edit = replace(Range::at(constraint.range.end), " NOT VALID");
        let fix = report.fix(
            "add it `NOT VALID`, and validate it in a later migration",
            Safety::Unsafe,
            vec![edit],
        );
        let lock = file.lock_at(act.step, act.range);
        let finding = report.find(
            constraint.range,
            format!(
                "every row of `{}` is looked up in `{}` while writes to both wait",
                act.alter.table.last, reference.table.last
            ),
        );
        finding.evidence.extend(lock.as_ref().map(lock_line));
        finding.fix = Some(fix);
    }
}

/// Whether the column is added by an earlier statement of the file, or beside, and nothing fills it.
fn is_on_new_column(file: &MigrationFile<'_>, act: Act<'_>) -> bool {
    let TableAction::AddConstraint(constraint) = act.action else {
        return false;
    };
    constraint.columns.iter().any(|name| {
        file.actions().any(|other| {
            other.step.index == act.step.index
                && other.alter.table == act.alter.table
                && matches!(other.action, TableAction::AddColumn { column, .. }
                    if column.name.last == name.last && column.default.is_none())
        })
    })
}
