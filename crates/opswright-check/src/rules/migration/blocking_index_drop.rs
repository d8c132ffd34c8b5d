//! `blocking-index-drop`: an index dropped while its table is locked.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use super::concurrently::make_concurrent;
use crate::migration::MigrationFile;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "blocking-index-drop",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("blocking_index_drop.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Drop(drop) = &step.statement.body else {
            continue;
        };
        if drop.kind != ObjectKind::Index || drop.concurrently {
            continue;
        }
        let Some(name) = drop.names.first() else {
            continue;
        };
        let new = file.forward().any(|other| {
            matches!(&other.statement.body, Body::CreateIndex(index)
                if other.index < step.index && index.name.as_ref() == Some(name))
        });
        if new {
            continue;
        }
        let fix = make_concurrent(file, step, drop.keyword, report);
        let finding = report.find(
            drop.keyword,
            format!(
                "dropping `{}` waits for queries, and queries wait for it",
                name.last
            ),
        );
        let line = "ACCESS EXCLUSIVE lock on its table: reads and writes wait";
        finding.evidence.push(line.to_owned());
        finding.fix = Some(fix);
    }
}
