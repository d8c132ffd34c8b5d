//! Rules for SQL migrations.

pub(crate) mod backfill_under_lock;
pub(crate) mod blocking_index;
pub(crate) mod blocking_index_drop;
pub(crate) mod cascading_drop;
pub(crate) mod check_validated_at_once;
mod clearing;
pub(crate) mod column_type_changed;
pub(crate) mod commit_in_tool_transaction;
mod concurrently;
pub(crate) mod concurrently_in_transaction;
pub(crate) mod delete_without_where;
pub(crate) mod dropped_column;
pub(crate) mod dropped_constraint;
pub(crate) mod dropped_database;
pub(crate) mod dropped_default;
pub(crate) mod dropped_function;
pub(crate) mod dropped_not_null;
pub(crate) mod dropped_schema;
pub(crate) mod dropped_table;
pub(crate) mod dropped_type;
pub(crate) mod dropped_view;
pub(crate) mod foreign_key_validated_at_once;
pub(crate) mod generated_column_added;
pub(crate) mod missing_lock_timeout;
pub(crate) mod not_null_by_scan;
pub(crate) mod primary_key_changed;
pub(crate) mod renamed_column;
pub(crate) mod renamed_object;
pub(crate) mod renamed_table;
pub(crate) mod required_column_without_default;
pub(crate) mod serial_column_added;
pub(crate) mod several_exclusive_locks;
pub(crate) mod truncated_table;
pub(crate) mod unbatched_update;
pub(crate) mod uncommitted_transaction;
pub(crate) mod unique_constraint_builds_index;
pub(crate) mod validated_in_same_transaction;
pub(crate) mod volatile_column_default;
mod writing;

pub(crate) use clearing::CLEARED;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &backfill_under_lock::RULE,
    &blocking_index::RULE,
    &blocking_index_drop::RULE,
    &cascading_drop::RULE,
    &check_validated_at_once::RULE,
    &column_type_changed::RULE,
    &commit_in_tool_transaction::RULE,
    &concurrently_in_transaction::RULE,
    &delete_without_where::RULE,
    &dropped_column::RULE,
    &dropped_constraint::RULE,
    &dropped_database::RULE,
    &dropped_default::RULE,
    &dropped_function::RULE,
    &dropped_not_null::RULE,
    &dropped_schema::RULE,
    &dropped_table::RULE,
    &dropped_type::RULE,
    &dropped_view::RULE,
    &foreign_key_validated_at_once::RULE,
    &generated_column_added::RULE,
    &missing_lock_timeout::RULE,
    &not_null_by_scan::RULE,
    &primary_key_changed::RULE,
    &renamed_column::RULE,
    &renamed_object::RULE,
    &renamed_table::RULE,
    &required_column_without_default::RULE,
    &serial_column_added::RULE,
    &several_exclusive_locks::RULE,
    &truncated_table::RULE,
    &unbatched_update::RULE,
    &uncommitted_transaction::RULE,
    &unique_constraint_builds_index::RULE,
    &validated_in_same_transaction::RULE,
    &volatile_column_default::RULE,
];
