//! `truncated-table`: a table emptied by a migration.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, WriteKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "truncated-table",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("truncated_table.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Write(write) = &step.statement.body else {
            continue;
        };
        if write.kind != WriteKind::Truncate {
            continue;
        }
        let locks = file.locks(step);
        for table in write
            .tables
            .iter()
            .filter(|table| !file.is_new(table, step))
        {
            let lock = locks.iter().find(|lock| lock.table == table.last);
            let also = match write.cascade {
                Some(_) => ", and of every table that points to it,",
                None => "",
            };
            flag(
                report,
                table.range,
                format!("all rows of `{}`{also} are deleted", table.last),
                lock,
                "delete what is meant by a condition, in batches, after a backup",
            );
        }
    }
}
