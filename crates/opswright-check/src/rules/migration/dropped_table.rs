//! `dropped-table`: a table dropped while code that runs may use it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-table",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dropped_table.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Drop(drop) = &step.statement.body else {
            continue;
        };
        if !matches!(drop.kind, ObjectKind::Table | ObjectKind::ForeignTable) || drop.temporary {
            continue;
        }
        for name in &drop.names {
            // What is dropped before it is created again in the same file starts afresh; what is new holds nothing.
            let created = file.forward().any(|other| {
                matches!(&other.statement.body, Body::CreateTable(table) if table.name == *name
                    && (other.index < step.index || drop.if_exists || table.from_query))
            });
            if created || file.is_new(name, step) {
                continue;
            }
            let locks = file.locks(step);
            let lock = locks.iter().find(|lock| lock.table == name.last);
            flag(
                report,
                name.range,
                format!(
                    "code that runs may still use `{}`; its rows are lost",
                    name.last
                ),
                lock,
                "ship code that does not use it first, and drop it in a later release",
            );
        }
    }
}
