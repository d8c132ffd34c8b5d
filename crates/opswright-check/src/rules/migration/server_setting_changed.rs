//! `server-setting-changed`: a setting of the server, the database or a role, changed by a migration.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "server-setting-changed",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("server_setting_changed.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Alter(alter) = &step.statement.body else {
            continue;
        };
        let sets = alter
            .words
            .iter()
            .any(|word| word == "SET" || word == "RESET");
        let whose = match alter.kind {
            ObjectKind::Database if sets => "every connection to the database",
            ObjectKind::Role if sets => "every connection of the role",
            ObjectKind::Other if is_system(step.statement.range.slice(file.text)) => {
                "every database of the server"
            }
            _ => continue,
        };
        flag(
            report,
            step.statement.range,
            format!("this holds for {whose}"),
            None,
            "set it where the server is described",
        );
    }
}

fn is_system(statement: &str) -> bool {
    let mut words = statement.split_whitespace().skip(1);
    words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("SYSTEM"))
}
