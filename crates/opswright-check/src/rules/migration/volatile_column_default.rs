//! `volatile-column-default`: a column added with a default that differs from row to row.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{TableAction, Volatility, function_names, volatility};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "volatile-column-default",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("volatile_column_default.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AddColumn { column, .. } = act.action else {
            continue;
        };
        let Some(default) = column.default else {
            continue;
        };
        let found = volatility(file.sql, file.text, default);
        if found == Volatility::Stable {
            continue;
        }
        let called = function_names(file.sql, file.text, default);
        let function = called.first().map_or("", |name| name);
        let lock = file.lock_at(act.step, act.range);
        let finding = flag(
            report,
            default,
            format!(
                "`{function}()` is computed for every row of `{}` when `{}` is added",
                act.alter.table.last, column.name.last
            ),
            lock.as_ref(),
            "add the column without it, then `SET DEFAULT`, then fill the rows in batches",
        );
        if found == Volatility::Unknown {
            finding.confidence = Confidence::Low;
        }
    }
}
