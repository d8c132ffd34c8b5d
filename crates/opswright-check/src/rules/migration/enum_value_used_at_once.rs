//! `enum-value-used-at-once`: a new value of an enum, used in the transaction that adds it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind, TokenKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "enum-value-used-at-once",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("enum_value_used_at_once.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Alter(alter) = &step.statement.body else {
            continue;
        };
        let adds = alter.kind == ObjectKind::Type
            && alter
                .words
                .starts_with(&["ADD".to_owned(), "VALUE".to_owned()]);
        let (true, Some(value), Some(_)) = (adds, &alter.value, step.transaction) else {
            continue;
        };
        // A type of the same transaction may be added to and used at will.
        let new = file.forward().any(|other| {
            matches!(&other.statement.body, Body::Create(object) if object.name == alter.name)
        });
        if new {
            continue;
        }
        let later = file
            .forward()
            .filter(|other| other.index > step.index && other.transaction == step.transaction)
            .filter(|other| {
                !matches!(
                    other.statement.body,
                    Body::Alter(_) | Body::Do | Body::CreateFunction(_)
                )
            });
        for other in later {
            let used = file.sql.tokens_of(other.statement).iter().find(|token| {
                token.kind == TokenKind::Text
                    && token.range.slice(file.text).trim_matches('\'') == value
            });
            if let Some(token) = used {
                flag(
                    report,
                    token.range,
                    format!("`{value}` cannot be used before it is committed"),
                    None,
                    "use it in the next migration",
                );
                break;
            }
        }
    }
}
