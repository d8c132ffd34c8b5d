//! `dropped-sequence`: a sequence dropped while code that runs may use it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-sequence",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("dropped_sequence.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Drop(drop) = &step.statement.body else {
            continue;
        };
        if !matches!(drop.kind, ObjectKind::Sequence) {
            continue;
        }
        for name in &drop.names {
            let again = file.forward().any(|other| match &other.statement.body {
                Body::Create(object) => object.name.last == name.last,
                Body::CreateFunction(function) => function.name.last == name.last,
                Body::CreateTable(table) => table.name.last == name.last,
                Body::Alter(alter) => {
                    alter.words.last().is_some_and(|word| {
                        alter.words.first().is_some_and(|first| first == "RENAME")
                            && word.trim_matches('"').eq_ignore_ascii_case(&name.last)
                    }) || alter.name.last == name.last
                }
                _ => false,
            });
            if again {
                continue;
            }
            flag(
                report,
                name.range,
                format!(
                    "code and defaults that run may still use the sequence `{}`",
                    name.last
                ),
                None,
                "ship code that does not use it first, and drop it in a later release",
            );
        }
    }
}
