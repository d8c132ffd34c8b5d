//! `utf8mb3-charset`: the old `utf8` of MySQL, which has no room for every character.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;
use opswright_sql::{Body, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "utf8mb3-charset",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("utf8mb3_charset.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_mysql()) {
        match &step.statement.body {
            Body::CreateTable(table) => {
                for (name, value, range) in &table.options {
                    if name == "CHARSET" && is_old(value) {
                        add(report, *range);
                    }
                }
                let columns = table
                    .columns
                    .iter()
                    .filter_map(|column| column.charset.as_ref());
                for (name, range) in columns {
                    if is_old(name) {
                        add(report, *range);
                    }
                }
            }
            Body::AlterTable(alter) => {
                for (action, range) in &alter.actions {
                    if matches!(action, TableAction::Charset { name, .. } if is_old(name)) {
                        add(report, *range);
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_old(name: &str) -> bool {
    name.eq_ignore_ascii_case("utf8") || name.eq_ignore_ascii_case("utf8mb3")
}

fn add(report: &mut Report<'_>, range: Range) {
    let message = "`utf8` cannot store every character".to_owned();
    flag(report, range, message, None, "use `utf8mb4`");
}
