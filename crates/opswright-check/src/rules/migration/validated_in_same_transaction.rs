//! `validated-in-same-transaction`: a constraint added `NOT VALID` and validated in one transaction.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::TableAction;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "validated-in-same-transaction",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("validated_in_same_transaction.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::ValidateConstraint(name) = act.action else {
            continue;
        };
        let added = file.actions().find(|other| {
            other.step.index <= act.step.index
                && act.step.transaction.is_some()
                && other.step.transaction == act.step.transaction
                && other.alter.table == act.alter.table
                && matches!(other.action, TableAction::AddConstraint(constraint)
                    if constraint.not_valid && constraint.name.as_ref() == Some(name))
        });
        let Some(added) = added else {
            continue;
        };
        let lock = file.lock_at(added.step, added.range);
        flag(
            report,
            act.range,
            format!(
                "`{}` is validated in the transaction that added it, under its lock",
                name.last
            ),
            lock.as_ref(),
            "validate it in a migration of its own",
        );
    }
}
