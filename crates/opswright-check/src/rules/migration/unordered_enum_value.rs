//! `unordered-enum-value`: a value added to an enum without saying where.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unordered-enum-value",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("unordered_enum_value.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Alter(alter) = &step.statement.body else {
            continue;
        };
        let adds = alter.kind == ObjectKind::Type
            && alter
                .words
                .starts_with(&["ADD".to_owned(), "VALUE".to_owned()]);
        let placed = alter
            .words
            .iter()
            .any(|word| word == "BEFORE" || word == "AFTER");
        if adds && !placed {
            flag(
                report,
                step.statement.range,
                format!("the new value goes to the end of `{}`", alter.name.last),
                None,
                "say `BEFORE` or `AFTER` which value it stands",
            );
        }
    }
}
