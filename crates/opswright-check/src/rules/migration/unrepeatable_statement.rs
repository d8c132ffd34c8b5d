//! `unrepeatable-statement`: a statement that cannot be run again after the file failed half way.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::migration::Wrapping;
use opswright_sql::{Body, TableAction};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unrepeatable-statement",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unrepeatable_statement.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    let alone = file.steps.len() < 2;
    let unknown = file.migration.wrapping == Wrapping::Unknown && !file.is_mysql();
    if alone || unknown {
        return;
    }
    for step in file.forward().filter(|step| step.transaction.is_none()) {
        let guarded = match &step.statement.body {
            Body::CreateTable(table) => table.if_not_exists || table.temporary,
            Body::CreateIndex(index) => index.if_not_exists || file.is_mysql(),
            Body::Drop(drop) => drop.if_exists || drop.temporary,
            Body::Create(object) => object.if_not_exists || object.or_replace || object.temporary,
            Body::AlterTable(table) => table.actions.iter().all(|(action, _)| match action {
                TableAction::AddColumn { if_not_exists, .. } => *if_not_exists || file.is_mysql(),
                TableAction::DropColumn { if_exists, .. }
                | TableAction::DropConstraint { if_exists, .. } => *if_exists || file.is_mysql(),
                _ => true,
            }),
            _ => true,
        };
        if !guarded {
            flag(
                report,
                step.statement.range,
                "this fails when the file is run again".to_owned(),
                None,
                "add `IF NOT EXISTS` or `IF EXISTS`, or give it a file of its own",
            );
        }
    }
}
