//! `wide-index`: an index of more than three columns that is not unique.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wide-index",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("wide_index.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::CreateIndex(index) = &step.statement.body else {
            continue;
        };
        let count = index.index.columns.len();
        if count > 3 && !index.index.unique {
            flag(
                report,
                index.keyword,
                format!("this index of `{}` has {count} columns", index.table.last),
                None,
                "begin with the column that narrows most, and leave out what does not",
            );
        }
    }
}
