//! `overlong-identifier`: a name longer than the server keeps.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, TokenKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "overlong-identifier",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("overlong_identifier.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    let limit = if file.is_mysql() { 64 } else { 63 };
    for step in file.forward() {
        let defines = matches!(
            step.statement.body,
            Body::CreateTable(_)
                | Body::AlterTable(_)
                | Body::CreateIndex(_)
                | Body::Create(_)
                | Body::CreateFunction(_)
        );
        if !defines || file.sql.dialect == opswright_sql::Dialect::Sqlite {
            continue;
        }
        for token in file.sql.tokens_of(step.statement) {
            let text = token.range.slice(file.text);
            let name = text.trim_matches(['"', '`']);
            let plain = matches!(token.kind, TokenKind::Word | TokenKind::Quoted)
                && !name.contains(['{', '<', '$']);
            if plain && name.len() > limit {
                let kept: String = name.chars().take(limit).collect();
                let finding = flag(
                    report,
                    token.range,
                    format!("this name has {} bytes of {limit}", name.len()),
                    None,
                    "choose a shorter one",
                );
                if file.is_postgres() {
                    finding.evidence.push(format!("it becomes `{kept}`"));
                }
            }
        }
    }
}
