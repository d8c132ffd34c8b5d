//! `delete-without-where`: `DELETE` without a condition.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, WriteKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "delete-without-where",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("delete_without_where.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Write(write) = &step.statement.body else {
            continue;
        };
        if write.kind != WriteKind::Delete || write.bounded {
            continue;
        }
        for table in write
            .tables
            .iter()
            .filter(|table| !file.is_new(table, step))
        {
            let lock = file.lock_at(step, step.statement.range);
            flag(
                report,
                step.statement.range,
                format!("every row of `{}` is deleted", table.last),
                lock.as_ref(),
                "add a `WHERE`",
            );
        }
    }
}
