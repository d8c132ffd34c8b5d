//! `backfill-under-lock`: rows written in the transaction that holds the strongest lock on their table.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, WriteKind};

use super::writing::lock_held_before;
use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "backfill-under-lock",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("backfill_under_lock.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Write(write) = &step.statement.body else {
            continue;
        };
        if !matches!(
            write.kind,
            WriteKind::Update | WriteKind::Delete | WriteKind::Merge
        ) {
            continue;
        }
        let Some(table) = write.tables.first() else {
            continue;
        };
        let Some(lock) = lock_held_before(file, step, &table.last) else {
            continue;
        };
        let place = report.place(lock.range.start);
        let finding = flag(
            report,
            step.statement.range,
            format!("`{}` stays locked until these rows are written", table.last),
            Some(&lock),
            "change the schema in one migration, and fill it in another",
        );
        finding.evidence.push(format!("{place} takes the lock"));
    }
}
