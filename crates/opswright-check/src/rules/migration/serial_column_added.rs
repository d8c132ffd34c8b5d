//! `serial-column-added`: a column that counts by itself, added to a table that has rows.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::is_serial;
use opswright_sql::{Generated, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "serial-column-added",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("serial_column_added.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AddColumn { column, .. } = act.action else {
            continue;
        };
        let serial = column.kind.as_ref().is_some_and(is_serial);
        if !serial && column.generated != Some(Generated::Identity) {
            continue;
        }
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!(
                "every row of `{}` gets a number when `{}` is added",
                act.alter.table.last, column.name.last
            ),
            lock.as_ref(),
            "add a plain column, set `nextval` as its default, and fill the rows in batches",
        );
    }
}
