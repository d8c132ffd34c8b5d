//! Rules for Terraform and `OpenTofu`.

pub(crate) mod administrator_attached;
pub(crate) mod backups_in_one_region;
pub(crate) mod basic_role;
pub(crate) mod broad_role;
pub(crate) mod bucket_without_public_access_block;
pub(crate) mod command_in_terraform;
pub(crate) mod companions;
pub(crate) mod default_network;
pub(crate) mod default_security_group_kept;
pub(crate) mod default_service_account;
pub(crate) mod destroyable_state;
pub(crate) mod duplicate_argument;
pub(crate) mod duplicate_declaration;
pub(crate) mod empty_list_comparison;
pub(crate) mod exposure;
pub(crate) mod forced_destruction;
pub(crate) mod gap_on_replacement;
pub(crate) mod hardcoded_account;
pub(crate) mod hardcoded_region;
pub(crate) mod insensitive_output;
pub(crate) mod insensitive_variable;
pub(crate) mod instance_metadata_v1;
pub(crate) mod invalid_version_constraint;
pub(crate) mod local_state;
pub(crate) mod lookup_without_default;
pub(crate) mod lost_failures;
pub(crate) mod manual_upgrades;
pub(crate) mod missing_backups;
pub(crate) mod missing_deletion_protection;
pub(crate) mod missing_environment_values;
pub(crate) mod missing_private_endpoint;
pub(crate) mod missing_required_version;
pub(crate) mod missing_resource_monitoring;
pub(crate) mod missing_service_health_check;
pub(crate) mod missing_service_logs;
pub(crate) mod missing_tracing;
pub(crate) mod missing_web_firewall;
pub(crate) mod missing_workload_identity;
pub(crate) mod mutable_registry_tags;
pub(crate) mod name_with_dash;
pub(crate) mod needs;
pub(crate) mod nonstandard_module_layout;
pub(crate) mod old_index_syntax;
pub(crate) mod open_admin_port;
pub(crate) mod open_database_port;
pub(crate) mod open_egress;
pub(crate) mod open_network_acl;
pub(crate) mod open_oidc_trust;
pub(crate) mod open_service_network;
pub(crate) mod open_to_world;
pub(crate) mod open_web_port;
pub(crate) mod outdated_tls;
pub(crate) mod outside_backup_plan;
pub(crate) mod outside_private_network;
pub(crate) mod password_login;
pub(crate) mod policies;
pub(crate) mod policy_on_user;
pub(crate) mod privileged_workload;
pub(crate) mod production_stack_without_staging;
pub(crate) mod provider_managed_key;
pub(crate) mod provider_version_argument;
pub(crate) mod provider_without_source;
pub(crate) mod public_access_not_blocked;
pub(crate) mod public_address;
pub(crate) mod public_bucket;
pub(crate) mod public_cluster_endpoint;
pub(crate) mod public_database;
pub(crate) mod public_member;
pub(crate) mod public_principal;
pub(crate) mod quoted_type;
pub(crate) mod redundant_interpolation;
pub(crate) mod removed_function;
pub(crate) mod retired_resource_type;
pub(crate) mod retired_service_version;
pub(crate) mod root_access_key;
pub(crate) mod secret_in_terraform;
pub(crate) mod secrets;
pub(crate) mod shared_state_read;
pub(crate) mod shared_with_everyone;
pub(crate) mod short_log_retention;
pub(crate) mod single_zone;
pub(crate) mod skipped_final_snapshot;
pub(crate) mod slash_comment;
pub(crate) mod sources;
pub(crate) mod state_in_git;
pub(crate) mod tier_without_guarantee;
pub(crate) mod unauthenticated_endpoint;
pub(crate) mod unbounded_pod;
pub(crate) mod undeclared_local;
pub(crate) mod undeclared_module;
pub(crate) mod undeclared_resource;
pub(crate) mod undeclared_value;
pub(crate) mod undeclared_variable;
pub(crate) mod undetected_drift;
pub(crate) mod undocumented_output;
pub(crate) mod undocumented_variable;
pub(crate) mod unencrypted_state;
pub(crate) mod unencrypted_storage;
pub(crate) mod unencrypted_traffic;
pub(crate) mod unexpiring_secret;
pub(crate) mod unhardened_app_service;
pub(crate) mod unhardened_cluster;
pub(crate) mod unhardened_instance;
pub(crate) mod unhardened_pod;
pub(crate) mod unhashed_module;
pub(crate) mod unlimited_concurrency;
pub(crate) mod unlimited_log_retention;
pub(crate) mod unlocked_providers;
pub(crate) mod unlocked_state;
pub(crate) mod unlogged_network;
pub(crate) mod unpinned_module;
pub(crate) mod unpinned_provider;
pub(crate) mod unplanned_root;
pub(crate) mod unprotected_branch;
pub(crate) mod unrotated_key;
pub(crate) mod unscanned_registry;
pub(crate) mod unsigned_function_code;
pub(crate) mod untagged_resources;
pub(crate) mod untagged_snapshots;
pub(crate) mod untyped_variable;
pub(crate) mod unused_data_source;
pub(crate) mod unused_local;
pub(crate) mod unused_provider_alias;
pub(crate) mod unused_required_provider;
pub(crate) mod unused_variable;
pub(crate) mod unversioned_bucket;
pub(crate) mod weak_audit_trail;
pub(crate) mod weak_password_policy;
pub(crate) mod weak_service_setting;
pub(crate) mod wildcard_action;
pub(crate) mod wildcard_resource;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &administrator_attached::RULE,
    &backups_in_one_region::RULE,
    &basic_role::RULE,
    &broad_role::RULE,
    &bucket_without_public_access_block::RULE,
    &command_in_terraform::RULE,
    &default_network::RULE,
    &default_security_group_kept::RULE,
    &default_service_account::RULE,
    &destroyable_state::RULE,
    &duplicate_argument::RULE,
    &duplicate_declaration::RULE,
    &empty_list_comparison::RULE,
    &forced_destruction::RULE,
    &gap_on_replacement::RULE,
    &hardcoded_account::RULE,
    &hardcoded_region::RULE,
    &insensitive_output::RULE,
    &insensitive_variable::RULE,
    &instance_metadata_v1::RULE,
    &invalid_version_constraint::RULE,
    &local_state::RULE,
    &lookup_without_default::RULE,
    &lost_failures::RULE,
    &manual_upgrades::RULE,
    &missing_backups::RULE,
    &missing_deletion_protection::RULE,
    &missing_environment_values::RULE,
    &missing_private_endpoint::RULE,
    &missing_required_version::RULE,
    &missing_resource_monitoring::RULE,
    &missing_service_health_check::RULE,
    &missing_service_logs::RULE,
    &missing_tracing::RULE,
    &missing_web_firewall::RULE,
    &missing_workload_identity::RULE,
    &mutable_registry_tags::RULE,
    &name_with_dash::RULE,
    &nonstandard_module_layout::RULE,
    &old_index_syntax::RULE,
    &open_admin_port::RULE,
    &open_database_port::RULE,
    &open_egress::RULE,
    &open_network_acl::RULE,
    &open_oidc_trust::RULE,
    &open_service_network::RULE,
    &open_to_world::RULE,
    &open_web_port::RULE,
    &outdated_tls::RULE,
    &outside_backup_plan::RULE,
    &outside_private_network::RULE,
    &password_login::RULE,
    &policy_on_user::RULE,
    &privileged_workload::RULE,
    &production_stack_without_staging::RULE,
    &provider_managed_key::RULE,
    &provider_version_argument::RULE,
    &provider_without_source::RULE,
    &public_access_not_blocked::RULE,
    &public_address::RULE,
    &public_bucket::RULE,
    &public_cluster_endpoint::RULE,
    &public_database::RULE,
    &public_member::RULE,
    &public_principal::RULE,
    &quoted_type::RULE,
    &redundant_interpolation::RULE,
    &removed_function::RULE,
    &retired_resource_type::RULE,
    &retired_service_version::RULE,
    &root_access_key::RULE,
    &secret_in_terraform::RULE,
    &shared_state_read::RULE,
    &shared_with_everyone::RULE,
    &short_log_retention::RULE,
    &single_zone::RULE,
    &skipped_final_snapshot::RULE,
    &slash_comment::RULE,
    &state_in_git::RULE,
    &tier_without_guarantee::RULE,
    &unauthenticated_endpoint::RULE,
    &unbounded_pod::RULE,
    &undeclared_local::RULE,
    &undeclared_module::RULE,
    &undeclared_resource::RULE,
    &undeclared_value::RULE,
    &undeclared_variable::RULE,
    &undetected_drift::RULE,
    &undocumented_output::RULE,
    &undocumented_variable::RULE,
    &unencrypted_state::RULE,
    &unencrypted_storage::RULE,
    &unencrypted_traffic::RULE,
    &unexpiring_secret::RULE,
    &unhardened_app_service::RULE,
    &unhardened_cluster::RULE,
    &unhardened_instance::RULE,
    &unhardened_pod::RULE,
    &unhashed_module::RULE,
    &unlimited_concurrency::RULE,
    &unlimited_log_retention::RULE,
    &unlocked_providers::RULE,
    &unlocked_state::RULE,
    &unlogged_network::RULE,
    &unpinned_module::RULE,
    &unpinned_provider::RULE,
    &unplanned_root::RULE,
    &unprotected_branch::RULE,
    &unrotated_key::RULE,
    &unscanned_registry::RULE,
    &unsigned_function_code::RULE,
    &untagged_resources::RULE,
    &untagged_snapshots::RULE,
    &untyped_variable::RULE,
    &unused_data_source::RULE,
    &unused_local::RULE,
    &unused_provider_alias::RULE,
    &unused_required_provider::RULE,
    &unused_variable::RULE,
    &unversioned_bucket::RULE,
    &weak_audit_trail::RULE,
    &weak_password_policy::RULE,
    &weak_service_setting::RULE,
    &wildcard_action::RULE,
    &wildcard_resource::RULE,
];
