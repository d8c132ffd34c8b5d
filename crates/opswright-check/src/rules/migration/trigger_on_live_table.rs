//! `trigger-on-live-table`: a trigger put on a table that is in use.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "trigger-on-live-table",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("trigger_on_live_table.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Create(object) = &step.statement.body else {
            continue;
        };
        let Some(table) = object
            .on
            .as_ref()
            .filter(|_| object.kind == ObjectKind::Trigger)
        else {
            continue;
        };
        let again = file.steps.iter().any(|other| {
            matches!(&other.statement.body, Body::Drop(drop)
                if drop.kind == ObjectKind::Trigger && drop.names.contains(&object.name))
        });
        if file.is_new(table, step) || again {
            continue;
        }
        let lock = file.lock_at(step, step.statement.range);
        flag(
            report,
            object.name.range,
            format!(
                "every write to `{}` runs `{}` from now on",
                table.last, object.name.last
            ),
            lock.as_ref(),
            "set a `lock_timeout`, and measure what it costs a write",
        );
    }
}
