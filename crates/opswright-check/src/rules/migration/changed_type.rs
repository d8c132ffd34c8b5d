//! `changed-type`: a value of an enum renamed, or an attribute of a type changed, under the code that uses it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "changed-type",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("changed_type.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Alter(alter) = &step.statement.body else {
            continue;
        };
        if alter.kind != ObjectKind::Type {
            continue;
        }
        let words: Vec<&str> = alter.words.iter().map(String::as_str).collect();
        let what = match words.as_slice() {
            ["RENAME", "VALUE", ..] => "a value",
            ["DROP" | "ALTER" | "RENAME", "ATTRIBUTE", ..] => "an attribute",
            _ => continue,
        };
        flag(
            report,
            step.statement.range,
            format!(
                "code that runs may still use {what} of `{}`",
                alter.name.last
            ),
            None,
            "add the new one beside it, and give the old one up in a later release",
        );
    }
}
