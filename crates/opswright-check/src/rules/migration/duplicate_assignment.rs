//! `duplicate-assignment`: `UPDATE` that sets a column twice.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, WriteKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-assignment",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_assignment.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.steps.iter().filter(|_| file.is_postgres()) {
        let Body::Write(write) = &step.statement.body else {
            continue;
        };
        if write.kind != WriteKind::Update {
            continue;
        }
        for (at, column) in write.columns.iter().enumerate() {
            // `a[1] = 1, a[2] = 2` are two places in one column.
            let element = file
                .text
                .get(column.range.end..)
                .is_some_and(|rest| rest.trim_start().starts_with(['[', '.']));
            let before = write.columns.get(..at).unwrap_or_default();
            if !element && before.iter().any(|other| other.last == column.last) {
                flag(
                    report,
                    column.range,
                    format!("`{}` is set twice", column.last),
                    None,
                    "keep one of the two",
                );
            }
        }
    }
}
