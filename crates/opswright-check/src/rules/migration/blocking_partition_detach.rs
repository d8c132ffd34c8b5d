//! `blocking-partition-detach`: a partition detached while the whole table is locked.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::TableAction;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "blocking-partition-detach",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("blocking_partition_detach.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::DetachPartition {
            partition,
            concurrently: false,
        } = act.action
        else {
            continue;
        };
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!(
                "all of `{}` is locked to take `{}` out",
                act.alter.table.last, partition.last
            ),
            lock.as_ref(),
            "`DETACH PARTITION … CONCURRENTLY`, without a transaction",
        );
    }
}
