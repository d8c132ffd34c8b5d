//! `partition-attached-by-scan`: a partition attached without a check that proves its rows.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{ConstraintKind, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "partition-attached-by-scan",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("partition_attached_by_scan.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AttachPartition { partition, default } = act.action else {
            continue;
        };
        let checked = file.actions().any(|other| {
            other.alter.table == *partition
                && match other.action {
                    TableAction::AddConstraint(constraint) => {
                        matches!(constraint.kind, ConstraintKind::Check)
                    }
                    TableAction::ValidateConstraint(_) => true,
                    _ => false,
                }
        });
        if *default || checked || file.is_new(partition, act.step) {
            continue;
        }
        let locks = file.locks(act.step);
        let lock = locks.iter().find(|lock| lock.table == partition.last);
        flag(
            report,
            act.range,
            format!(
                "every row of `{}` is read to see where it belongs",
                partition.last
            ),
            lock,
            "prove the bounds by a valid `CHECK` first",
        );
    }
}
