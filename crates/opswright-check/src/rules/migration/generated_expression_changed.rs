//! `generated-expression-changed`: the expression of a generated column changed, so that every row is computed again.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{ColumnAction, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "generated-expression-changed",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("generated_expression_changed.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AlterColumn(column, action) = act.action else {
            continue;
        };
        let what = match action {
            ColumnAction::SetExpression => "every row is computed again for",
            ColumnAction::Other(words) if words.starts_with("DROP EXPRESSION") => "nothing updates",
            _ => continue,
        };
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!("{what} `{}.{}`", act.alter.table.last, column.last),
            lock.as_ref(),
            "add a column with the new expression, and move the readers",
        );
    }
}
