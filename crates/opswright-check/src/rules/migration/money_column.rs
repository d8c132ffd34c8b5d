//! `money-column`: a column of `money`.

use opswright_diagnostic::{Confidence, Safety, Severity};

use super::types::declared;
use crate::migration::MigrationFile;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "money-column",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("money_column.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for (column, kind) in declared(file) {
        if kind.name != "money" || kind.array {
            continue;
        }
        let fix = report.fix(
            "use `numeric`",
            Safety::Unsafe,
            vec![replace(kind.range, "numeric")],
        );
        let message = format!(
            "what `{}` means depends on a setting of the server",
            column.name.last
        );
        report.find(kind.range, message).fix = Some(fix);
    }
}
