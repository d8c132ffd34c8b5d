//! `explicit-table-lock`: a table locked by hand.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::Mode;
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "explicit-table-lock",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("explicit_table_lock.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        if !matches!(step.statement.body, Body::Lock { .. }) {
            continue;
        }
        let locks = file.locks(step);
        let Some(lock) = locks.iter().find(|lock| lock.mode >= Mode::Share) else {
            continue;
        };
        flag(
            report,
            step.statement.range,
            format!("`{}` is locked until the migration ends", lock.table),
            Some(lock),
            "leave locking to the statements that need it",
        );
    }
}
