//! `alter-without-algorithm`: a change of a MySQL table that does not say how it may be made.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "alter-without-algorithm",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("alter_without_algorithm.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_mysql()) {
        let (table, options) = match &step.statement.body {
            Body::AlterTable(alter) => (&alter.table, &alter.options),
            Body::CreateIndex(index) => (&index.table, &index.options),
            _ => continue,
        };
        if options.is_empty() && !file.is_new(table, step) {
            flag(
                report,
                table.range,
                format!(
                    "nothing keeps this from copying `{}` under a lock",
                    table.last
                ),
                None,
                "add `ALGORITHM=INPLACE, LOCK=NONE`",
            );
        }
    }
}
