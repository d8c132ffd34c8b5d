//! `renamed-column`: a column renamed under the code that uses it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "renamed-column",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("renamed_column.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions() {
        let (from, to) = match act.action {
            TableAction::RenameColumn(from, to) => (from, to),
            TableAction::ModifyColumn(Some(from), column) if *from != column.name => {
                (from, &column.name)
            }
            _ => continue,
        };
        if is_view(file, &act.alter.table.last) {
            continue;
        }
        let lock = file.lock_at(act.step, act.range);
        flag(
            report,
            act.range,
            format!(
                "code that runs asks for `{}.{}`, which becomes `{}`",
                act.alter.table.last, from.last, to.last
            ),
            lock.as_ref(),
            "add the new column, write both, move the readers, then drop the old one",
        );
    }
}

/// Whether the same file creates a view of this name, so that the table is none.
fn is_view(file: &MigrationFile<'_>, name: &str) -> bool {
    file.forward().any(|step| {
        matches!(&step.statement.body, Body::Create(object) if object.name.last == name
            && object.kind == opswright_sql::ObjectKind::View)
    })
}
