//! Findings of a migration in the light of the other files: sizes of tables, earlier migrations, settings of the tool.

use std::collections::{BTreeMap, BTreeSet};

use opswright_diagnostic::{Diagnostic, Severity};
use opswright_project::migration::{Lock, MigrationSummary, Work};
use opswright_project::{Content, Summary, TableFacts, folder};
use opswright_sql::Dialect;

use super::facts::{estimate, longest};
use super::lock_line;
use crate::rules::migration::{CLEARED, RULES};

/// Adds to findings of migrations what other files know, and takes back those that they refute.
pub(crate) fn in_context(summaries: &[Summary], found: &mut Vec<Diagnostic>) {
    let migrations: BTreeMap<&str, &MigrationSummary> = summaries
        .iter()
        .filter_map(|summary| match &summary.content {
            Content::Migration(migration) => Some((summary.path.as_str(), &**migration)),
            _ => None,
        })
        .collect();
    if migrations.is_empty() {
        return;
    }
    let ours: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    let elsewhere = foreign(summaries, &migrations);
    found.retain(|finding| {
        let Some(migration) = migrations.get(finding.path.as_str()) else {
            return true;
        };
        let history = &migration.migration.history;
        let foreign = migration.sign.is_none() && elsewhere.contains(history.as_str());
        let outside =
            finding.rule == "concurrently-in-transaction" && runs_outside(summaries, &finding.path);
        let refuted = (foreign && ours.contains(finding.rule))
            || outside
            || CLEARED.iter().any(|(rule, clears)| {
                *rule == finding.rule && clears(&migrations, migration, finding)
            });
        !refuted
    });
    weigh(summaries, &migrations, found);
}

/// Histories whose other files are of a database that is not PostgreSQL.
fn foreign<'a>(
    summaries: &'a [Summary],
    migrations: &BTreeMap<&'a str, &'a MigrationSummary>,
) -> BTreeSet<&'a str> {
    let mut votes: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for migration in migrations.values() {
        let vote = votes.entry(&migration.migration.history).or_default();
        match migration.sign {
            Some(Dialect::PostgreSql) => vote[0] += 1,
            Some(_) => vote[1] += 1,
            None => {}
        }
    }
    let mut found: BTreeSet<&str> = votes
        .into_iter()
        .filter(|(_, [postgres, others])| others > postgres)
        .map(|(history, _)| history)
        .collect();
    for summary in summaries {
        if let Content::MigrationSettings {
            dialect: Some(dialect),
            ..
        } = &summary.content
        {
            let history = folder(&summary.path);
            if *dialect != Dialect::PostgreSql {
                found.insert(history);
            }
        }
    }
    found
}

/// Whether `metadata.toml` beside the file says that no transaction is around it.
fn runs_outside(summaries: &[Summary], path: &str) -> bool {
    let beside = format!("{}/metadata.toml", folder(path));
    summaries
        .binary_search_by(|summary| summary.path.as_str().cmp(&beside))
        .ok()
        .and_then(|at| summaries.get(at))
        .is_some_and(|summary| {
            matches!(
                summary.content,
                Content::MigrationSettings {
                    transaction: Some(false),
                    ..
                }
            )
        })
}

/// Adds how long the work takes; what takes no second is no more than worth knowing.
fn weigh(
    summaries: &[Summary],
    migrations: &BTreeMap<&str, &MigrationSummary>,
    found: &mut [Diagnostic],
) {
    let Some(facts) = summaries.iter().find_map(|summary| match &summary.content {
        Content::TableFacts(facts) => Some(facts),
        _ => None,
    }) else {
        return;
    };
    for finding in found {
        let Some(migration) = migrations.get(finding.path.as_str()) else {
            continue;
        };
        let Some(lock) = lock_of(migration, finding) else {
            continue;
        };
        let Some(size) = facts.get(&lock.table).copied() else {
            continue;
        };
        add_estimate(finding, lock, size);
    }
}

fn lock_of<'a>(migration: &'a MigrationSummary, finding: &Diagnostic) -> Option<&'a Lock> {
    migration
        .locks
        .iter()
        .find(|lock| finding.evidence.contains(&lock_line(lock)))
}

fn add_estimate(finding: &mut Diagnostic, lock: &Lock, size: TableFacts) {
    if lock.work == Work::None {
        return;
    }
    finding.evidence.extend(estimate(size, lock.work));
    if longest(size, lock.work) == Some(0) && finding.severity == Severity::Warning {
        finding.severity = Severity::Info;
    }
}
