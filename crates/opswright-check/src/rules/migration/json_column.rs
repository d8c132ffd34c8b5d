//! `json-column`: a column of `json` instead of `jsonb`.

use opswright_diagnostic::{Confidence, Safety, Severity};

use super::types::declared;
use crate::migration::MigrationFile;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "json-column",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("json_column.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for (column, kind) in declared(file) {
        if kind.name != "json" || kind.array {
            continue;
        }
        let fix = report.fix(
            "use `jsonb`",
            Safety::Unsafe,
            vec![replace(kind.range, "jsonb")],
        );
        let message = format!(
            "`{}` keeps its text and is parsed at every read",
            column.name.last
        );
        report.find(kind.range, message).fix = Some(fix);
    }
}
