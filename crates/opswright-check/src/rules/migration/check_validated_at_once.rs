//! `check-validated-at-once`: a check constraint that is proved for all rows while everything waits.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_source::Range;
use opswright_sql::{ConstraintKind, TableAction};

use crate::migration::{MigrationFile, lock_line};
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "check-validated-at-once",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("check_validated_at_once.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AddConstraint(constraint) = act.action else {
            continue;
        };
        let checks = matches!(
            constraint.kind,
            ConstraintKind::Check | ConstraintKind::NotNull
        );
        if !checks || constraint.not_valid {
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
                "every row of `{}` is checked while reads and writes wait",
                act.alter.table.last
            ),
        );
        finding.evidence.extend(lock.as_ref().map(lock_line));
        finding.fix = Some(fix);
    }
}
