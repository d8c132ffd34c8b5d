//! `table-copied`: a change that MySQL can only make by copying the table while writes wait.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::{Mode, Work};
use opswright_sql::{Body, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "table-copied",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("table_copied.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if !file.is_mysql() {
        return;
    }
    let unchecked = file.forward().any(|step| {
        matches!(&step.statement.body, Body::Set(setting)
            if setting.name == "foreign_key_checks" && matches!(setting.value.as_str(), "0" | "OFF" | "off"))
    });
    for act in file.actions() {
        let Some(lock) = file.lock_at(act.step, act.range) else {
            continue;
        };
        let key = matches!(act.action, TableAction::AddConstraint(_)) && unchecked;
        let refused = act.alter.options.iter().any(|(name, value)| {
            name == "ALGORITHM" && matches!(value.as_str(), "INPLACE" | "INSTANT" | "NOCOPY")
        });
        // Only the name, the comment or the default may differ, which this cannot see.
        let renamed = matches!(act.action, TableAction::ModifyColumn(Some(old), column) if *old != column.name);
        if lock.mode != Mode::Shared || lock.work != Work::Rewrite || key || refused || renamed {
            continue;
        }
        let modified = matches!(act.action, TableAction::ModifyColumn(..));
        let finding = flag(
            report,
            act.range,
            format!(
                "`{}` is copied while writes to it wait",
                act.alter.table.last
            ),
            Some(&lock),
            "say `ALGORITHM=INPLACE, LOCK=NONE`, and use gh-ost or pt-online-schema-change where it is refused",
        );
        if modified {
            finding.confidence = Confidence::Medium;
        }
    }
}
