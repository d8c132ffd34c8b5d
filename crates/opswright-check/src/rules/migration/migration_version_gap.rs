//! `migration-version-gap`: a number left out between two migrations.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;
use opswright_project::migration::{Direction, MigrationSummary};
use std::collections::BTreeMap;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "migration-version-gap",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("migration_version_gap.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut histories: BTreeMap<&str, BTreeMap<u64, (&str, &MigrationSummary)>> = BTreeMap::new();
    for (summary, file) in graph.migrations() {
        let order = file.migration.order();
        // Only whole numbers are counted one by one; dates are not.
        if let ([number], true) = (
            order.as_slice(),
            file.migration.direction != Direction::Down,
        ) {
            let files = histories.entry(&file.migration.history).or_default();
            files.insert(*number, (&summary.path, file));
        }
    }
    for files in histories.values() {
        let counted = files.keys().next_back().is_some_and(|last| *last < 100_000);
        if !counted || files.len() < 3 {
            continue;
        }
        for ((before, _), (number, (path, file))) in files.iter().zip(files.iter().skip(1)) {
            if *number == before + 2 {
                let message = format!(
                    "there is no migration {} between {before} and {number}",
                    before + 1
                );
                report.find_in(path, file.head, message);
            }
        }
    }
}
