//! `uncommitted-transaction`: `BEGIN` without an end.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, Transaction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "uncommitted-transaction",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("uncommitted_transaction.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    let mut open = None;
    for step in &file.steps {
        match step.statement.body {
            Body::Transaction(Transaction::Begin) => open = Some(step.statement.range),
            Body::Transaction(Transaction::Commit | Transaction::Rollback) => open = None,
            _ => {}
        }
    }
    if let Some(range) = open {
        flag(
            report,
            range,
            "this transaction is never committed".to_owned(),
            None,
            "end it by `COMMIT`",
        );
    }
}
