//! `table-rewritten`: a statement that writes a whole table anew while nobody can use it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "table-rewritten",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("table_rewritten.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    if !file.is_postgres() {
        return;
    }
    for act in file.actions() {
        if let TableAction::Rewrite(words) = act.action {
            let lock = file.lock_at(act.step, act.range);
            let message = format!("`{words}` writes `{}` anew", act.alter.table.last);
            flag(report, act.range, message, lock.as_ref(), ADVICE);
        }
    }
    for step in file.forward() {
        let (what, table) = match &step.statement.body {
            Body::Cluster(table) => ("CLUSTER", table),
            Body::Vacuum { full: true, table } => ("VACUUM FULL", table),
            _ => continue,
        };
        if table.as_ref().is_some_and(|table| file.is_new(table, step)) {
            continue;
        }
        let lock = file.lock_at(step, step.statement.range);
        let name = table.as_ref().map_or("every table".to_owned(), |table| {
            format!("`{}`", table.last)
        });
        let message = format!("`{what}` writes {name} anew");
        flag(report, step.statement.range, message, lock.as_ref(), ADVICE);
    }
}

const ADVICE: &str = "use `pg_repack`, or do it when nobody waits";
