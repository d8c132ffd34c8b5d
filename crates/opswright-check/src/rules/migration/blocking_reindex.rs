//! `blocking-reindex`: `REINDEX` while writes wait, and queries that would use the index.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "blocking-reindex",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("blocking_reindex.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Reindex {
            concurrently: false,
            target,
        } = &step.statement.body
        else {
            continue;
        };
        let name = target.as_ref().map_or("it", |(_, name)| &name.last);
        let lock = file.lock_at(step, step.statement.range);
        flag(
            report,
            step.statement.range,
            format!("writes wait until `{name}` is built again"),
            lock.as_ref(),
            "`REINDEX … CONCURRENTLY`, without a transaction",
        );
    }
}
