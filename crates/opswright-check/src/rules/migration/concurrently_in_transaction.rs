//! `concurrently-in-transaction`: a statement that the server refuses inside a transaction.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::needs_no_transaction;
use opswright_sql::{Body, Transaction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "concurrently-in-transaction",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("concurrently_in_transaction.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if !file.is_postgres() {
        return;
    }
    for step in &file.steps {
        let Some(around) = step.transaction else {
            continue;
        };
        if !needs_no_transaction(&step.statement.body) || ended(file, step.index) {
            continue;
        }
        let who = if around.by_tool {
            format!("{} runs this file in a transaction", file.migration.tool)
        } else {
            "`BEGIN` opens a transaction before it".to_owned()
        };
        let finding = flag(
            report,
            step.statement.range,
            "this statement fails inside a transaction".to_owned(),
            None,
            "move it to a file of its own that runs without a transaction",
        );
        finding.evidence.push(who);
        if around.by_tool
            && matches!(
                file.migration.tool,
                "sqlx" | "supabase" | "db-migrate" | "atlas"
            )
        {
            finding.confidence = Confidence::Medium;
        }
    }
}

/// Whether the file commits before.
fn ended(file: &MigrationFile<'_>, index: usize) -> bool {
    file.steps
        .iter()
        .take(index)
        .rev()
        .find_map(|step| match &step.statement.body {
            Body::Transaction(Transaction::Commit) => Some(true),
            Body::Transaction(Transaction::Begin) => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}
