//! `domain-constraint-added`: a constraint added to a domain, which checks every table that uses it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "domain-constraint-added",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("domain_constraint_added.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::Alter(alter) = &step.statement.body else {
            continue;
        };
        let first = alter.words.first().map_or("", String::as_str);
        let second = alter.words.get(1).map_or("", String::as_str);
        let text = alter.action.slice(file.text).to_ascii_uppercase();
        let adds = first == "ADD" || (first == "SET" && second == "NOT");
        let new = file.forward().any(|other| {
            matches!(&other.statement.body, Body::Create(object) if object.name == alter.name)
        });
        if alter.kind == ObjectKind::Domain && adds && !text.contains("NOT VALID") && !new {
            flag(
                report,
                alter.action,
                format!(
                    "every column of the domain `{}` is checked",
                    alter.name.last
                ),
                None,
                "add it `NOT VALID`, and validate it in a later migration",
            );
        }
    }
}
