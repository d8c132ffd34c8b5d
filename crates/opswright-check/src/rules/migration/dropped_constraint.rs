//! `dropped-constraint`: a constraint dropped, so that rows may break what was held until now.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::TableAction;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-constraint",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("dropped_constraint.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions() {
        let TableAction::DropConstraint { name, .. } = act.action else {
            continue;
        };
        let stem = |name: &str| {
            name.trim_end_matches(|last: char| last.is_ascii_digit())
                .to_owned()
        };
        let again = file.actions().any(|other| {
            other.alter.table == act.alter.table
                && matches!(other.action, TableAction::AddConstraint(constraint)
                    if constraint.name.as_ref().is_none_or(|new| stem(&new.last) == stem(&name.last)))
        });
        let is_key = name.last == format!("{}_pkey", act.alter.table.last);
        let proven = file.actions().any(
            |other| matches!(other.action, TableAction::ValidateConstraint(valid) if valid == name),
        );
        if again || is_key || proven {
            continue;
        }
        flag(
            report,
            act.range,
            format!(
                "nothing holds `{}` on `{}` any more",
                name.last, act.alter.table.last
            ),
            None,
            "be sure that the code holds it, or that nobody needs it",
        );
    }
}
