//! `enum-value-in-transaction`: a value added to an enum inside a transaction.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "enum-value-in-transaction",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("enum_value_in_transaction.md"),
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
        if adds && step.transaction.is_some() {
            flag(
                report,
                step.statement.range,
                format!("`{}` gets a value inside a transaction", alter.name.last),
                None,
                "add it in a file of its own that runs without a transaction",
            );
        }
    }
}
