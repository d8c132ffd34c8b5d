//! Rules for SQL migrations.

pub(crate) mod blocking_index;
pub(crate) mod blocking_index_drop;
pub(crate) mod check_validated_at_once;
mod clearing;
pub(crate) mod column_type_changed;
mod concurrently;
pub(crate) mod concurrently_in_transaction;
pub(crate) mod foreign_key_validated_at_once;
pub(crate) mod generated_column_added;
pub(crate) mod not_null_by_scan;
pub(crate) mod primary_key_changed;
pub(crate) mod required_column_without_default;
pub(crate) mod serial_column_added;
pub(crate) mod unique_constraint_builds_index;
pub(crate) mod validated_in_same_transaction;
pub(crate) mod volatile_column_default;

pub(crate) use clearing::CLEARED;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &blocking_index::RULE,
    &blocking_index_drop::RULE,
    &check_validated_at_once::RULE,
    &column_type_changed::RULE,
    &concurrently_in_transaction::RULE,
    &foreign_key_validated_at_once::RULE,
    &generated_column_added::RULE,
    &not_null_by_scan::RULE,
    &primary_key_changed::RULE,
    &required_column_without_default::RULE,
    &serial_column_added::RULE,
    &unique_constraint_builds_index::RULE,
    &validated_in_same_transaction::RULE,
    &volatile_column_default::RULE,
];
