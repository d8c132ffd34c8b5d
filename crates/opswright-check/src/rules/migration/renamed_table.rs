//! `renamed-table`: a table renamed, or moved to another schema, under the code that uses it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, Name, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "renamed-table",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("renamed_table.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions() {
        let (TableAction::RenameTable(to) | TableAction::SetSchema(to)) = act.action else {
            continue;
        };
        if is_bridged(file, &act.alter.table) || is_swapped(file, &act.alter.table) {
            continue;
        }
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!(
                "code that runs asks for `{}`, which becomes `{}`",
                act.alter.table.last, to.last
            ),
            lock.as_ref(),
            ADVICE,
        );
    }
    for step in file.forward() {
        if let Body::RenameTable(pairs) = &step.statement.body {
            for (from, to) in pairs.iter().filter(|(from, _)| !file.is_new(from, step)) {
                let message = format!(
                    "code that runs asks for `{}`, which becomes `{}`",
                    from.last, to.last
                );
                flag(report, from.range, message, None, ADVICE);
            }
        }
    }
}

const ADVICE: &str = "create the new table, write both, move the readers, then drop the old one";

/// Whether a view takes the place.
fn is_bridged(file: &MigrationFile<'_>, table: &Name) -> bool {
    file.forward().any(|step| {
        matches!(&step.statement.body, Body::Create(object)
            if object.kind == opswright_sql::ObjectKind::View && object.name.last == table.last)
    })
}

/// Whether another table takes the name in the same file.
fn is_swapped(file: &MigrationFile<'_>, table: &Name) -> bool {
    file.forward().any(|step| match &step.statement.body {
        Body::CreateTable(new) => new.name == *table,
        Body::AlterTable(alter) => alter.actions.iter().any(
            |(action, _)| matches!(action, TableAction::RenameTable(to) if to.last == table.last),
        ),
        _ => false,
    })
}
