//! `renamed-object`: a view, type, sequence or function renamed under the code that uses it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "renamed-object",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("renamed_object.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        let Body::Alter(alter) = &step.statement.body else {
            continue;
        };
        let what = match alter.kind {
            ObjectKind::View | ObjectKind::MaterializedView => "view",
            ObjectKind::Type | ObjectKind::Domain => "type",
            ObjectKind::Function => "function",
            ObjectKind::Schema => "schema",
            ObjectKind::Sequence => "sequence",
            _ => continue,
        };
        let words: Vec<&str> = alter.words.iter().map(String::as_str).collect();
        let renamed = words.starts_with(&["RENAME", "TO"]) || words.starts_with(&["SET", "SCHEMA"]);
        if !renamed || is_replaced(file, &alter.name.last) {
            continue;
        }
        flag(
            report,
            step.statement.range,
            format!("code that runs asks for the {what} `{}`", alter.name.last),
            None,
            "create the new one beside it, and drop the old one in a later release",
        );
    }
}

/// Whether the same file creates another one of the old name, or drops the renamed one.
fn is_replaced(file: &MigrationFile<'_>, name: &str) -> bool {
    file.forward().any(
        |step| matches!(&step.statement.body, Body::Create(object) if object.name.last == name),
    )
}
