//! `missing-down-migration`: a migration without the way back that the others have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;
use opswright_project::migration::{Direction, MigrationSummary};
use std::collections::{BTreeMap, BTreeSet};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-down-migration",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_down_migration.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut histories: BTreeMap<&str, Vec<(&str, &MigrationSummary)>> = BTreeMap::new();
    for (summary, migration) in graph.migrations() {
        let history = histories.entry(&migration.migration.history).or_default();
        history.push((&summary.path, migration));
    }
    for files in histories.values() {
        let back: BTreeSet<Option<&str>> = files
            .iter()
            .filter(|(_, file)| file.migration.direction == Direction::Down)
            .map(|(_, file)| file.migration.version.as_deref())
            .collect();
        let forward = || {
            files.iter().filter(|(_, file)| {
                matches!(file.migration.direction, Direction::Up | Direction::Both)
            })
        };
        let has_back = |file: &MigrationSummary| {
            file.migration.direction == Direction::Both
                || back.contains(&file.migration.version.as_deref())
        };
        let count = forward().filter(|(_, file)| has_back(file)).count();
        if count * 2 < forward().count() || count == 0 {
            continue;
        }
        for (path, file) in forward().filter(|(_, file)| !has_back(file) && !file.irreversible) {
            let finding = report.find_in(path, file.head, "this migration has no way back");
            finding.evidence.push(format!(
                "{count} of {} migrations here have one",
                forward().count()
            ));
            finding.fix = Some(advice(
                "write the down migration, or one that says why there is none",
            ));
        }
    }
}
