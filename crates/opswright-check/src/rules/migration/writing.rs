//! Writes under locks that the same transaction took before.

use opswright_project::migration::{Lock, Mode};

use crate::migration::{MigrationFile, Step};

/// The strongest kind of lock on a table that was there before, taken earlier in the transaction of `step`.
pub(super) fn lock_held_before(
    file: &MigrationFile<'_>,
    step: &Step<'_>,
    table: &str,
) -> Option<Lock> {
    if !file.is_postgres() || step.transaction.is_none() {
        return None;
    }
    file.steps
        .iter()
        .filter(|other| other.index < step.index && other.transaction == step.transaction)
        .flat_map(|other| file.locks(other))
        .find(|lock| lock.mode == Mode::AccessExclusive && lock.table == table)
}
