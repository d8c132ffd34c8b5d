//! `unretryable-concurrent-index`: a concurrent build of an index that cannot simply be tried again.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unretryable-concurrent-index",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unretryable_concurrent_index.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::CreateIndex(index) = &step.statement.body else {
            continue;
        };
        let Some(name) = index.name.as_ref().filter(|_| index.concurrently) else {
            continue;
        };
        let dropped = file.forward().any(|other| {
            other.index < step.index
                && matches!(&other.statement.body, Body::Drop(drop)
                    if drop.kind == ObjectKind::Index
                        && drop.names.iter().any(|dropped| dropped.last == name.last))
        });
        if !dropped {
            flag(
                report,
                name.range,
                format!("a build of `{}` that failed is not cleared away", name.last),
                None,
                "`DROP INDEX CONCURRENTLY IF EXISTS` before it",
            );
        }
    }
}
