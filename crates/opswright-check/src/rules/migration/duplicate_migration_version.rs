//! `duplicate-migration-version`: two migrations of the same version.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;
use opswright_project::migration::Direction;
use std::collections::BTreeMap;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-migration-version",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_migration_version.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<(&str, bool, Vec<u64>), &str> = BTreeMap::new();
    for (summary, file) in graph.migrations() {
        let migration = &file.migration;
        // Prisma goes by the whole name of the folder; of a plain folder nobody knows what it goes by.
        if migration.version.is_none() || matches!(migration.tool, "prisma" | "plain" | "liquibase")
        {
            continue;
        }
        let back = migration.direction == Direction::Down;
        let key = (migration.history.as_str(), back, migration.order());
        match seen.get(&key) {
            Some(other) => {
                let version = migration.version.as_deref().unwrap_or("");
                let finding = report.find_in(
                    &summary.path,
                    file.head,
                    format!("version {version} is taken twice"),
                );
                finding.evidence.push(format!("{other} has it as well"));
                finding.fix = Some(advice("give the younger one the next version"));
            }
            None => {
                seen.insert(key, &summary.path);
            }
        }
    }
}
