//! `narrow-integer`: a column of `int` or `smallint`.

use opswright_diagnostic::{Confidence, Safety, Severity};

use super::types::declared;
use crate::migration::MigrationFile;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "narrow-integer",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Style,
    docs: include_str!("narrow_integer.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for (column, kind) in declared(file) {
        if !matches!(
            kind.name.as_str(),
            "int" | "integer" | "int4" | "smallint" | "int2"
        ) || kind.array
            || column.primary_key.is_some()
        {
            continue;
        }
        let fix = report.fix(
            "use `bigint`",
            Safety::Unsafe,
            vec![replace(kind.range, "bigint")],
        );
        let message = format!(
            "`{}` cannot be widened without rewriting the table",
            column.name.last
        );
        report.find(kind.range, message).fix = Some(fix);
    }
}
