//! `blocking-index`: an index built while writes to its table wait.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use super::concurrently::make_concurrent;
use crate::migration::{MigrationFile, lock_line};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "blocking-index",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("blocking_index.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::CreateIndex(index) = &step.statement.body else {
            continue;
        };
        if index.concurrently || index.only || file.is_new(&index.table, step) {
            continue;
        }
        let lock = file.lock_at(step, step.statement.range);
        let fix = make_concurrent(file, step, index.keyword, report);
        let finding = report.find(
            index.keyword,
            format!(
                "writes to `{}` wait until the index is built",
                index.table.last
            ),
        );
        finding.evidence.extend(lock.as_ref().map(lock_line));
        finding.fix = Some(fix);
    }
}
