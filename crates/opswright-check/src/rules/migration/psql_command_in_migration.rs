//! `psql-command-in-migration`: a command of psql in a file that a migration tool runs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "psql-command-in-migration",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("psql_command_in_migration.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if file.migration.tool == "plain" {
        // A script may feed it to psql.
        return;
    }
    for step in &file.steps {
        let range = step.statement.range;
        let word = range
            .slice(file.text)
            .split_whitespace()
            .next()
            .unwrap_or("");
        // Dumps end rows by `\\.`, and newer ones begin with `\\restrict`.
        if matches!(step.statement.body, Body::Meta)
            && !matches!(word, "\\." | "\\restrict" | "\\unrestrict")
        {
            flag(
                report,
                range,
                format!(
                    "`{word}` is a command of psql, which {} is not",
                    file.migration.tool
                ),
                None,
                "say it in SQL",
            );
        }
    }
}
