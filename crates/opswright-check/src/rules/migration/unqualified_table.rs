//! `unqualified-table`: a table created without its schema.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unqualified-table",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("unqualified_table.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    let chosen = file.forward().any(
        |step| matches!(&step.statement.body, Body::Set(setting) if setting.name == "search_path"),
    );
    for step in file.forward().filter(|_| file.is_postgres() && !chosen) {
        let Body::CreateTable(table) = &step.statement.body else {
            continue;
        };
        if table.name.schema.is_none() && !table.temporary {
            flag(
                report,
                table.name.range,
                format!("the search path decides where `{}` goes", table.name.last),
                None,
                "write the schema before its name",
            );
        }
    }
}
