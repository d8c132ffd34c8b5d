//! `literal-role-password`: a password of a role, written in a migration.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind, TokenKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "literal-role-password",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("literal_role_password.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in &file.steps {
        let role = match &step.statement.body {
            Body::Create(object) if object.kind == ObjectKind::Role => &object.name,
            Body::Alter(object) if object.kind == ObjectKind::Role => &object.name,
            _ => continue,
        };
        let tokens = file.sql.tokens_of(step.statement);
        let literal = tokens.windows(2).chain(tokens.windows(3)).find_map(|pair| {
            let (first, last) = (pair.first()?, pair.last()?);
            let word = first.range.slice(file.text);
            let says = word.eq_ignore_ascii_case("PASSWORD")
                || (word.eq_ignore_ascii_case("IDENTIFIED") && pair.len() == 3);
            let value = last.range.slice(file.text);
            let hole = value.contains(['{', '$', '%', '<']) || value.len() <= 2;
            (says && last.kind == TokenKind::Text && !hole).then_some(first.range)
        });
        if let Some(range) = literal {
            flag(
                report,
                range,
                format!("the password of `{}` stands here", role.last),
                None,
                "create the role without one, and set it from a secret store",
            );
        }
    }
}
