//! Rules for SQL migrations.

pub(crate) mod alter_without_algorithm;
pub(crate) mod backfill_under_lock;
pub(crate) mod blocking_index;
pub(crate) mod blocking_index_drop;
pub(crate) mod blocking_partition_detach;
pub(crate) mod blocking_refresh;
pub(crate) mod blocking_reindex;
pub(crate) mod broad_grant;
pub(crate) mod cascading_drop;
pub(crate) mod changed_type;
pub(crate) mod char_column;
pub(crate) mod check_validated_at_once;
mod clearing;
pub(crate) mod column_type_changed;
pub(crate) mod commit_in_tool_transaction;
mod concurrently;
pub(crate) mod concurrently_in_transaction;
pub(crate) mod constrained_domain;
pub(crate) mod definer_without_search_path;
pub(crate) mod delete_without_where;
pub(crate) mod disabled_triggers;
pub(crate) mod domain_constraint_added;
pub(crate) mod dropped_column;
pub(crate) mod dropped_constraint;
pub(crate) mod dropped_database;
pub(crate) mod dropped_default;
pub(crate) mod dropped_extension;
pub(crate) mod dropped_function;
pub(crate) mod dropped_not_null;
pub(crate) mod dropped_policy;
pub(crate) mod dropped_schema;
pub(crate) mod dropped_sequence;
pub(crate) mod dropped_table;
pub(crate) mod dropped_type;
pub(crate) mod dropped_view;
pub(crate) mod dropped_while_in_use;
pub(crate) mod duplicate_assignment;
pub(crate) mod duplicate_migration_version;
pub(crate) mod edited_migration;
pub(crate) mod enum_value_in_transaction;
pub(crate) mod enum_value_used_at_once;
pub(crate) mod explicit_table_lock;
pub(crate) mod foreign_key_validated_at_once;
pub(crate) mod generated_column_added;
pub(crate) mod generated_expression_changed;
pub(crate) mod incomplete_down_migration;
pub(crate) mod json_column;
pub(crate) mod literal_role_password;
pub(crate) mod migration_version_gap;
pub(crate) mod missing_down_migration;
pub(crate) mod missing_lock_timeout;
pub(crate) mod money_column;
pub(crate) mod myisam_engine;
pub(crate) mod narrow_integer;
pub(crate) mod narrow_primary_key;
pub(crate) mod newer_server_needed;
pub(crate) mod not_null_by_scan;
pub(crate) mod out_of_order_migration;
pub(crate) mod overlong_identifier;
pub(crate) mod partition_attached_by_scan;
pub(crate) mod primary_key_changed;
pub(crate) mod psql_command_in_migration;
pub(crate) mod renamed_column;
pub(crate) mod renamed_object;
pub(crate) mod renamed_table;
pub(crate) mod required_column_without_default;
pub(crate) mod row_security_without_policy;
pub(crate) mod serial_column;
pub(crate) mod serial_column_added;
pub(crate) mod server_setting_changed;
pub(crate) mod several_ddl_statements;
pub(crate) mod several_exclusive_locks;
pub(crate) mod table_copied;
pub(crate) mod table_rewritten;
pub(crate) mod table_without_primary_key;
pub(crate) mod timestamp_without_time_zone;
pub(crate) mod trigger_on_live_table;
pub(crate) mod truncated_table;
mod types;
pub(crate) mod unbatched_update;
pub(crate) mod uncommitted_transaction;
mod undoing;
pub(crate) mod unindexed_foreign_key;
pub(crate) mod unique_constraint_builds_index;
pub(crate) mod unordered_enum_value;
pub(crate) mod unqualified_table;
pub(crate) mod unrepeatable_statement;
pub(crate) mod unretryable_concurrent_index;
pub(crate) mod unvalidated_constraint;
pub(crate) mod utf8mb3_charset;
pub(crate) mod validated_in_same_transaction;
pub(crate) mod varchar_limit;
pub(crate) mod volatile_column_default;
pub(crate) mod wide_index;
mod writing;

pub(crate) use clearing::CLEARED;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &alter_without_algorithm::RULE,
    &backfill_under_lock::RULE,
    &blocking_index::RULE,
    &blocking_index_drop::RULE,
    &blocking_partition_detach::RULE,
    &blocking_refresh::RULE,
    &blocking_reindex::RULE,
    &broad_grant::RULE,
    &cascading_drop::RULE,
    &changed_type::RULE,
    &char_column::RULE,
    &check_validated_at_once::RULE,
    &column_type_changed::RULE,
    &commit_in_tool_transaction::RULE,
    &concurrently_in_transaction::RULE,
    &constrained_domain::RULE,
    &definer_without_search_path::RULE,
    &delete_without_where::RULE,
    &disabled_triggers::RULE,
    &domain_constraint_added::RULE,
    &dropped_column::RULE,
    &dropped_constraint::RULE,
    &dropped_database::RULE,
    &dropped_default::RULE,
    &dropped_extension::RULE,
    &dropped_function::RULE,
    &dropped_not_null::RULE,
    &dropped_policy::RULE,
    &dropped_schema::RULE,
    &dropped_sequence::RULE,
    &dropped_table::RULE,
    &dropped_type::RULE,
    &dropped_view::RULE,
    &dropped_while_in_use::RULE,
    &duplicate_assignment::RULE,
    &duplicate_migration_version::RULE,
    &edited_migration::RULE,
    &enum_value_in_transaction::RULE,
    &enum_value_used_at_once::RULE,
    &explicit_table_lock::RULE,
    &foreign_key_validated_at_once::RULE,
    &generated_column_added::RULE,
    &generated_expression_changed::RULE,
    &incomplete_down_migration::RULE,
    &json_column::RULE,
    &literal_role_password::RULE,
    &migration_version_gap::RULE,
    &missing_down_migration::RULE,
    &missing_lock_timeout::RULE,
    &money_column::RULE,
    &myisam_engine::RULE,
    &narrow_integer::RULE,
    &narrow_primary_key::RULE,
    &newer_server_needed::RULE,
    &not_null_by_scan::RULE,
    &out_of_order_migration::RULE,
    &overlong_identifier::RULE,
    &partition_attached_by_scan::RULE,
    &primary_key_changed::RULE,
    &psql_command_in_migration::RULE,
    &renamed_column::RULE,
    &renamed_object::RULE,
    &renamed_table::RULE,
    &required_column_without_default::RULE,
    &row_security_without_policy::RULE,
    &serial_column::RULE,
    &serial_column_added::RULE,
    &server_setting_changed::RULE,
    &several_ddl_statements::RULE,
    &several_exclusive_locks::RULE,
    &table_copied::RULE,
    &table_rewritten::RULE,
    &table_without_primary_key::RULE,
    &timestamp_without_time_zone::RULE,
    &trigger_on_live_table::RULE,
    &truncated_table::RULE,
    &unbatched_update::RULE,
    &uncommitted_transaction::RULE,
    &unindexed_foreign_key::RULE,
    &unique_constraint_builds_index::RULE,
    &unordered_enum_value::RULE,
    &unqualified_table::RULE,
    &unrepeatable_statement::RULE,
    &unretryable_concurrent_index::RULE,
    &unvalidated_constraint::RULE,
    &utf8mb3_charset::RULE,
    &validated_in_same_transaction::RULE,
    &varchar_limit::RULE,
    &volatile_column_default::RULE,
    &wide_index::RULE,
];
