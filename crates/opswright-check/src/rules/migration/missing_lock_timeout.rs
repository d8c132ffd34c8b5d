//! `missing-lock-timeout`: a strong lock without a limit on how long to wait for it.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::migration::{Mode, Work};
use opswright_source::Range;
use opswright_sql::Body;

use crate::migration::{MigrationFile, lock_line};
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-lock-timeout",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("missing_lock_timeout.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if !file.is_postgres() {
        return;
    }
    let mut bounded = false;
    for step in file.forward() {
        if let Body::Set(setting) = &step.statement.body {
            bounded |= matches!(
                setting.name.as_str(),
                "lock_timeout" | "statement_timeout" | "transaction_timeout"
            ) && setting.value != "0";
        }
        let locks = file.locks(step);
        let Some(lock) = locks.iter().find(|lock| lock.mode >= Mode::Share) else {
            continue;
        };
        if bounded {
            return;
        }
        let local = if step.transaction.is_some() {
            "LOCAL "
        } else {
            ""
        };
        let edit = replace(
            Range::at(step.statement.range.start),
            format!("SET {local}lock_timeout = '5s';\n"),
        );
        let fix = report.fix(
            format!("`SET {local}lock_timeout = '5s'` before it"),
            Safety::Unsafe,
            vec![edit],
        );
        let what = if lock.work == Work::None {
            ""
        } else {
            ", and the work under it"
        };
        let finding = report.find(
            step.statement.range,
            format!(
                "waiting for the lock on `{}`{what} has no time limit",
                lock.table
            ),
        );
        finding.evidence.push(lock_line(lock));
        finding.fix = Some(fix);
        return;
    }
}
