//! `definer-without-search-path`: a function with the rights of its owner that looks up names wherever the caller says.

use opswright_diagnostic::{Confidence, Severity};
use opswright_sql::{Body, ObjectKind};

use crate::migration::{MigrationFile, flag};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "definer-without-search-path",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("definer_without_search_path.md"),
    run: &[Run::Migration(run)],
};

fn run(file: &MigrationFile<'_>, report: &mut Report<'_>) {
    for step in file.forward().filter(|_| file.is_postgres()) {
        let Body::CreateFunction(function) = &step.statement.body else {
            continue;
        };
        let Some(range) = function.definer.filter(|_| !function.sets_search_path) else {
            continue;
        };
        let later = file.forward().any(|other| {
            matches!(&other.statement.body, Body::Alter(alter)
                if alter.kind == ObjectKind::Function
                    && alter.name.last == function.name.last
                    && alter.words.iter().any(|word| word == "SEARCH_PATH"))
        });
        if later {
            continue;
        }
        flag(
            report,
            range,
            format!(
                "`{}` runs as its owner, with the caller's search path",
                function.name.last
            ),
            None,
            "add `SET search_path = pg_catalog, pg_temp`, and qualify the names in it",
        );
    }
}
