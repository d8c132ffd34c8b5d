//! `several-exclusive-locks`: strong locks on several tables in one transaction.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::Mode;
use std::collections::BTreeMap;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "several-exclusive-locks",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("several_exclusive_locks.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if !file.is_postgres() {
        return;
    }
    // The first table of each transaction; a transaction is told once.
    let mut held: BTreeMap<usize, Option<String>> = BTreeMap::new();
    for step in file.forward() {
        let Some(around) = step.transaction else {
            continue;
        };
        for lock in file.locks(step) {
            if lock.mode < Mode::AccessExclusive {
                continue;
            }
            let first = held
                .entry(around.number)
                .or_insert_with(|| Some(lock.table.clone()));
            let Some(name) = first.clone().filter(|name| *name != lock.table) else {
                continue;
            };
            *first = None;
            flag(
                report,
                lock.range,
                format!(
                    "`{name}` stays locked while this waits for `{}`",
                    lock.table
                ),
                Some(&lock),
                "change one table a migration",
            );
        }
    }
}
