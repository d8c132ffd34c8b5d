//! `char-column`: a column of `char(n)`.

use opswright_diagnostic::{Confidence, Safety, Severity};

use super::types::declared;
use crate::migration::MigrationFile;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "char-column",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Style,
    docs: include_str!("char_column.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for (column, kind) in declared(file) {
        if !matches!(kind.name.as_str(), "char" | "character" | "bpchar")
            || kind.array
            || kind.arguments.is_empty()
        {
            continue;
        }
        let fix = report.fix(
            "use `text`",
            Safety::Unsafe,
            vec![replace(kind.range, "text")],
        );
        let message = format!("`{}` is filled up with blanks", column.name.last);
        report.find(kind.range, message).fix = Some(fix);
    }
}
