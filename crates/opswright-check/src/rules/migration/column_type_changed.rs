//! `column-type-changed`: a change of type that writes the whole table anew, or breaks code that runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{ColumnAction, TableAction, Type};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "column-type-changed",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("column_type_changed.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions().filter(|_| file.is_postgres()) {
        let TableAction::AlterColumn(column, ColumnAction::Type(kind, using)) = act.action else {
            continue;
        };
        if using.is_none() && is_any_text(kind) {
            // What becomes text without a cast was a string before.
            continue;
        }
        let lock = file.lock_at(act.step, act.range);
        let finding = flag(
            report,
            act.range,
            format!(
                "`{}.{}` becomes `{}`",
                act.alter.table.last,
                column.last,
                kind.range.slice(file.text)
            ),
            lock.as_ref(),
            "add a column of the new type, write both, fill it in batches, then switch",
        );
        if matches!(
            kind.name.as_str(),
            "timestamptz" | "timestamp with time zone"
        ) {
            let note = "from `timestamp`, no row is written if the session's TimeZone is UTC";
            finding.evidence.push(note.to_owned());
        }
    }
}

fn is_any_text(kind: &Type) -> bool {
    matches!(kind.name.as_str(), "text" | "varchar" | "character varying")
        && kind.arguments.is_empty()
        && !kind.array
}
