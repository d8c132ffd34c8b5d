//! Findings that earlier migrations of the same history refute.

use std::collections::BTreeMap;

use opswright_diagnostic::Diagnostic;
use opswright_project::Located;
use opswright_project::migration::{Change, Direction, MigrationSummary, Noun, Verb, is_widening};

type Migrations<'a> = BTreeMap<&'a str, &'a MigrationSummary>;

/// Whether what other migrations did takes back a finding of a rule.
type Clears = fn(&Migrations<'_>, &MigrationSummary, &Diagnostic) -> bool;

/// Rules with what takes their findings back.
pub(crate) const CLEARED: &[(&str, Clears)] = &[
    ("column-type-changed", widens),
    ("dropped-column", contracts),
    ("not-null-by-scan", is_proven),
    ("row-security-without-policy", has_policy),
];

/// The change at the place of a finding.
fn change_at<'a>(migration: &'a MigrationSummary, finding: &Diagnostic) -> Option<&'a Change> {
    migration
        .up
        .iter()
        .find(|change| change.range == finding.range)
        .map(|change| &change.value)
}

/// What earlier migrations of the same history did, the latest first.
pub(super) fn earlier<'a>(
    migrations: &'a Migrations<'a>,
    migration: &'a MigrationSummary,
) -> impl Iterator<Item = &'a Located<Change>> {
    let own = &migration.migration;
    migrations
        .values()
        .rev()
        .filter(move |other| {
            other.migration.history == own.history
                && other.migration.direction != Direction::Down
                && other.migration.order() < own.order()
        })
        .flat_map(|other| other.up.iter().rev())
}

/// The type before is known, and the new one holds its values as they are.
fn widens(migrations: &Migrations<'_>, migration: &MigrationSummary, finding: &Diagnostic) -> bool {
    let Some(change) = change_at(migration, finding) else {
        return false;
    };
    earlier(migrations, migration)
        .map(|other| &other.value)
        .find(|other| {
            other.noun == Noun::Column
                && matches!(other.verb, Verb::Create | Verb::Alter)
                && other.table == change.table
                && other.object == change.object
        })
        .is_some_and(|before| is_widening(&before.detail, &change.detail))
}

/// Another column was added, and filled from this one: dropping it is the last of three steps.
fn contracts(
    migrations: &Migrations<'_>,
    migration: &MigrationSummary,
    finding: &Diagnostic,
) -> bool {
    let Some(change) = change_at(migration, finding) else {
        return false;
    };
    let of_table = || {
        earlier(migrations, migration)
            .map(|other| &other.value)
            .filter(|other| other.table == change.table && other.noun == Noun::Column)
    };
    of_table().any(|filled| {
        filled.verb == Verb::Fill
            && filled.object != change.object
            && filled.detail.split(' ').any(|name| name == change.object)
            && of_table().any(|added| added.verb == Verb::Create && added.object == filled.object)
    })
}

/// A check that the column is there is valid.
fn is_proven(
    migrations: &Migrations<'_>,
    migration: &MigrationSummary,
    finding: &Diagnostic,
) -> bool {
    let Some(change) = change_at(migration, finding) else {
        return false;
    };
    let check = earlier(migrations, migration)
        .map(|other| &other.value)
        .find(|other| {
            other.verb == Verb::Create
                && matches!(other.noun, Noun::Constraint | Noun::UnprovenConstraint)
                && other.table == change.table
                && other
                    .detail
                    .split(' ')
                    .any(|column| column == change.object)
        });
    let Some(check) = check else {
        return false;
    };
    check.noun == Noun::Constraint
        || earlier(migrations, migration).any(|other| {
            other.value.verb == Verb::Validate
                && other.value.table == change.table
                && other.value.object == check.object
        })
}

/// Another migration of the history creates a policy on the table.
fn has_policy(
    migrations: &Migrations<'_>,
    migration: &MigrationSummary,
    finding: &Diagnostic,
) -> bool {
    let table = finding
        .message
        .split('`')
        .nth(1)
        .unwrap_or(&finding.message);
    let history = &migration.migration.history;
    migrations
        .values()
        .filter(|other| other.migration.history == *history)
        .flat_map(|other| &other.up)
        .any(|change| {
            change.value.verb == Verb::Create
                && change.value.noun == Noun::Other
                && change.value.table == table
        })
}
