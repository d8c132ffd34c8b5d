//! `disabled-triggers`: triggers switched off and not on again.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "disabled-triggers",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("disabled_triggers.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for act in file.actions() {
        let again = file.actions().any(|other| {
            matches!(other.action, TableAction::EnableTrigger)
                && other.alter.table == act.alter.table
                && other.range.start > act.range.start
        });
        if matches!(act.action, TableAction::DisableTrigger) && !again {
            let message = format!("triggers of `{}` stay off", act.alter.table.last);
            let lock = file.lock_at(act.step, act.range);
            flag(report, act.range, message, lock.as_ref(), ADVICE);
        }
    }
    for step in file.forward() {
        let Body::Set(setting) = &step.statement.body else {
            continue;
        };
        let reset = file.steps.iter().any(|other| {
            matches!(&other.statement.body, Body::Set(later)
                if other.index > step.index && later.name == setting.name)
        });
        let off = setting.name == "session_replication_role"
            && setting.value.eq_ignore_ascii_case("replica");
        if off && !setting.local && !reset {
            let message = "triggers of every table stay off for this connection".to_owned();
            flag(report, step.statement.range, message, None, ADVICE);
        }
    }
}

const ADVICE: &str = "switch them on again in the same migration, or leave them on";
