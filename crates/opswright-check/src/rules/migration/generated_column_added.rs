//! `generated-column-added`: a stored generated column, added to a table that has rows.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Generated, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "generated-column-added",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("generated_column_added.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AddColumn { column, .. } = act.action else {
            continue;
        };
        let Some(Generated::Stored(range)) = column.generated else {
            continue;
        };
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            range,
            format!(
                "`{}` is computed and stored for every row of `{}`",
                column.name.last, act.alter.table.last
            ),
            lock.as_ref(),
            "add an ordinary column with a trigger and fill it in batches, or index the expression",
        );
    }
}
