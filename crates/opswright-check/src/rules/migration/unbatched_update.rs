//! `unbatched-update`: `UPDATE` of a whole table in one statement.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, WriteKind};

use super::writing::lock_held_before;
use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unbatched-update",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unbatched_update.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Write(write) = &step.statement.body else {
            continue;
        };
        if write.kind != WriteKind::Update || write.bounded || write.nested {
            continue;
        }
        let Some(table) = write.tables.first() else {
            continue;
        };
        if file.is_new(table, step) || lock_held_before(file, step, &table.last).is_some() {
            continue;
        }
        let lock = file.lock_at(step, step.statement.range);
        flag(
            report,
            step.statement.range,
            format!("every row of `{}` is updated in one statement", table.last),
            lock.as_ref(),
            "update some thousand rows at a time, by primary key",
        );
    }
}
