//! `constrained-domain`: a domain with a constraint.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::Body;

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "constrained-domain",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("constrained_domain.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward() {
        if let Body::Create(object) = &step.statement.body
            && let Some(range) = object.constraint
        {
            flag(
                report,
                range,
                format!(
                    "changing this later checks every column of `{}`",
                    object.name.last
                ),
                None,
                "put the check on the columns",
            );
        }
    }
}
