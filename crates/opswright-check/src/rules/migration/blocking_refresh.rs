//! `blocking-refresh`: a materialized view refreshed while nobody can read it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "blocking-refresh",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("blocking_refresh.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Refresh {
            view,
            concurrently: false,
            without_data: false,
        } = &step.statement.body
        else {
            continue;
        };
        if file.is_new(view, step) {
            continue;
        }
        let lock = file.lock_at(step, step.statement.range);
        flag(
            report,
            step.statement.range,
            format!("reads of `{}` wait until it is filled again", view.last),
            lock.as_ref(),
            "`REFRESH MATERIALIZED VIEW CONCURRENTLY`",
        );
    }
}
