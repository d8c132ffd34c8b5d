//! `commit-in-tool-transaction`: a transaction of its own in a file that the tool runs in one.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::Wrapping;
use opswright_sql::{Body, Transaction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "commit-in-tool-transaction",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("commit_in_tool_transaction.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if file.migration.wrapping != Wrapping::Always || !file.is_postgres() {
        return;
    }
    for step in &file.steps {
        if let Body::Transaction(Transaction::Commit) = step.statement.body {
            let tool = file.migration.tool;
            let finding = flag(
                report,
                step.statement.range,
                format!("this ends the transaction in which {tool} runs the file"),
                None,
                "leave `BEGIN` and `COMMIT` to the tool",
            );
            if tool == "sqlx" || tool == "supabase" {
                finding.confidence = Confidence::Low;
            }
            return;
        }
    }
}
