//! `cascading-drop`: `CASCADE` on a drop: what depends on it goes, too, unnamed.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "cascading-drop",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("cascading_drop.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if file.is_mysql() {
        // It takes the word and does nothing.
        return;
    }
    for step in file.forward() {
        match &step.statement.body {
            Body::Drop(drop) => {
                // What is in a schema or an extension is meant.
                let meant = matches!(drop.kind, ObjectKind::Schema | ObjectKind::Extension);
                let new = drop.names.iter().all(|name| file.is_new(name, step));
                if let (Some(range), false) = (drop.cascade, meant || new) {
                    let name = drop.names.first().map_or("", |name| &name.last);
                    add(report, range, name);
                }
            }
            Body::AlterTable(alter) if !file.is_new(&alter.table, step) => {
                for (action, _) in &alter.actions {
                    if let TableAction::DropColumn {
                        column: name,
                        cascade: Some(range),
                        ..
                    }
                    | TableAction::DropConstraint {
                        name,
                        cascade: Some(range),
                        ..
                    } = action
                    {
                        add(report, *range, &name.last);
                    }
                }
            }
            _ => {}
        }
    }
}

fn add(report: &mut Report<'_>, range: opswright_source::Range, name: &str) {
    flag(
        report,
        range,
        format!("whatever depends on `{name}` is dropped, too"),
        None,
        "drop what depends on it by name",
    );
}
