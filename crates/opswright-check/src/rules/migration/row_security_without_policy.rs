//! `row-security-without-policy`: row security switched on for a table that has no policy.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "row-security-without-policy",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("row_security_without_policy.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::AlterTable(alter) = &step.statement.body else {
            continue;
        };
        let policy = file.forward().any(|other| {
            matches!(&other.statement.body, Body::Create(object)
                if object.kind == ObjectKind::Policy
                    && object.on.as_ref().is_some_and(|on| on.last == alter.table.last))
        });
        for (action, range) in &alter.actions {
            if matches!(action, TableAction::EnableRowSecurity) && !policy {
                flag(
                    report,
                    *range,
                    format!("no policy lets anyone see rows of `{}`", alter.table.last),
                    None,
                    "create the policies in the same migration",
                );
            }
        }
    }
}
