//! `broad-grant`: all rights, or rights for everyone.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broad-grant",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broad_grant.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Grant(grant) = &step.statement.body else {
            continue;
        };
        if grant.revoke || is_harmless(&grant.privileges) {
            continue;
        }
        if let Some(range) = grant.public {
            let message = "every role gets these rights".to_owned();
            flag(
                report,
                range,
                message,
                None,
                "grant them to the role that needs them",
            );
        } else if let Some(range) = grant.all {
            let to = grant
                .to
                .slice(file.text)
                .split_whitespace()
                .next()
                .unwrap_or("");
            let message = format!("{to} gets every right there is");
            flag(
                report,
                range,
                message,
                None,
                "name the rights that are needed",
            );
        }
    }
}

/// What everyone may have.
fn is_harmless(privileges: &str) -> bool {
    privileges
        .split([',', ' '])
        .filter(|word| !word.is_empty())
        .all(|word| matches!(word, "USAGE" | "CONNECT" | "EXECUTE"))
}
