//! `several-ddl-statements`: several changes of the schema in one file for MySQL.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "several-ddl-statements",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("several_ddl_statements.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    let mut changes = file.forward().filter(|step| {
        file.is_mysql()
            && matches!(
                step.statement.body,
                Body::AlterTable(_) | Body::CreateTable(_) | Body::CreateIndex(_) | Body::Drop(_)
            )
    });
    let (Some(_), Some(second)) = (changes.next(), changes.next()) else {
        return;
    };
    let count = 2 + changes.count();
    flag(
        report,
        second.statement.range,
        format!("this is the second of {count} changes that cannot be rolled back together"),
        None,
        "give each change a file of its own",
    );
}
