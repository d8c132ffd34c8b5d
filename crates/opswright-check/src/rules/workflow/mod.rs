//! Rules for GitHub Actions: workflows, actions, and the settings of Dependabot.

pub(crate) mod action_for_one_command;
pub(crate) mod actor_condition;
pub(crate) mod ad_hoc_install;
pub(crate) mod all_secrets;
pub(crate) mod anonymous_workflow;
pub(crate) mod archived_action;
pub(crate) mod broad_app_token;
pub(crate) mod broad_permissions;
pub(crate) mod broken_action_metadata;
pub(crate) mod broken_dependabot_setting;
pub(crate) mod broken_expression;
pub(crate) mod broken_filter_pattern;
pub(crate) mod broken_schedule;
pub(crate) mod broken_uses;
pub(crate) mod broken_variable_name;
pub(crate) mod cache_in_release;
mod calls;
pub(crate) mod cancelled_deploy;
pub(crate) mod case_twin;
pub(crate) mod check_that_cannot_fail;
pub(crate) mod compromised_action;
pub(crate) mod condition_always_true;
pub(crate) mod conflicting_filters;
pub(crate) mod conflicting_runners;
pub(crate) mod constant_condition;
pub(crate) mod constant_expression;
pub(crate) mod dangerous_trigger;
pub(crate) mod denied_push;
pub(crate) mod dependabot_external_code;
pub(crate) mod dependabot_without_cooldown;
pub(crate) mod deploy_without_environment;
pub(crate) mod deploy_without_rollback;
pub(crate) mod deprecated_action_input;
pub(crate) mod duplicate_matrix_value;
pub(crate) mod duplicate_step_id;
pub(crate) mod empty_workflow_value;
pub(crate) mod end_of_life_runtime;
mod expression;
pub(crate) mod false_middle_choice;
pub(crate) mod floating_tool_version;
pub(crate) mod frequent_schedule;
pub(crate) mod global_pip_install;
pub(crate) mod image_without_sbom;
pub(crate) mod incomplete_job;
pub(crate) mod inherited_secrets;
pub(crate) mod invalid_id;
mod literal_double_dash;
pub(crate) mod literal_registry_password;
pub(crate) mod literal_secret;
pub(crate) mod long_lived_publish_token;
pub(crate) mod lookalike_action;
pub(crate) mod loose_contains;
pub(crate) mod merge_key;
pub(crate) mod missing_action_input;
pub(crate) mod missing_call_input;
pub(crate) mod missing_called_workflow;
pub(crate) mod missing_concurrency;
pub(crate) mod missing_permissions;
pub(crate) mod missing_pipeline_stage;
pub(crate) mod missing_timeout;
pub(crate) mod missing_workflow_key;
pub(crate) mod mutable_tag_pushed;
pub(crate) mod needs_cycle;
pub(crate) mod object_in_text;
pub(crate) mod persisted_credentials;
pub(crate) mod pin_comment_mismatch;
mod pinning;
pub(crate) mod placeholder_deploy;
pub(crate) mod poisonable_environment;
pub(crate) mod production_without_staging;
pub(crate) mod retired_action;
pub(crate) mod retired_action_runtime;
pub(crate) mod retired_command;
pub(crate) mod retired_runner;
pub(crate) mod reverse_shell;
pub(crate) mod secret_in_command;
pub(crate) mod secret_outside_environment;
pub(crate) mod self_hosted_for_pull_requests;
pub(crate) mod senseless_comparison;
mod shape;
pub(crate) mod step_without_shell;
pub(crate) mod template_injection;
pub(crate) mod unavailable_context;
pub(crate) mod undeclared_input;
pub(crate) mod undeclared_secret;
pub(crate) mod undocumented_permission;
pub(crate) mod unguarded_deploy;
pub(crate) mod unknown_action_input;
pub(crate) mod unknown_activity;
pub(crate) mod unknown_call_input;
pub(crate) mod unknown_call_output;
pub(crate) mod unknown_context;
pub(crate) mod unknown_event;
pub(crate) mod unknown_expression_function;
pub(crate) mod unknown_matrix_name;
pub(crate) mod unknown_need;
pub(crate) mod unknown_output;
pub(crate) mod unknown_permission;
pub(crate) mod unknown_property;
pub(crate) mod unknown_runner;
pub(crate) mod unknown_shell;
pub(crate) mod unknown_step;
pub(crate) mod unknown_time_zone;
pub(crate) mod unknown_workflow_key;
pub(crate) mod unlisted_need;
pub(crate) mod unmasked_secret_part;
pub(crate) mod unmatched_exclude;
pub(crate) mod unpinned_action;
pub(crate) mod unpinned_job_image;
pub(crate) mod unpinned_tool;
pub(crate) mod unscanned_image;
pub(crate) mod unsecure_commands_allowed;
pub(crate) mod unsigned_image;
pub(crate) mod unsupported_filter;
pub(crate) mod untested_deploy;
pub(crate) mod untrusted_checkout;
pub(crate) mod unused_anchor;
pub(crate) mod unverified_deploy;
pub(crate) mod wrong_arguments;
pub(crate) mod wrong_call_input;
pub(crate) mod wrong_dispatch_input;
pub(crate) mod wrong_expression_type;
pub(crate) mod wrong_workflow_value;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &action_for_one_command::RULE,
    &actor_condition::RULE,
    &ad_hoc_install::RULE,
    &all_secrets::RULE,
    &anonymous_workflow::RULE,
    &archived_action::RULE,
    &broad_app_token::RULE,
    &broad_permissions::RULE,
    &broken_action_metadata::RULE,
    &broken_dependabot_setting::RULE,
    &broken_expression::RULE,
    &broken_filter_pattern::RULE,
    &broken_schedule::RULE,
    &broken_uses::RULE,
    &broken_variable_name::RULE,
    &cache_in_release::RULE,
    &cancelled_deploy::RULE,
    &case_twin::RULE,
    &check_that_cannot_fail::RULE,
    &compromised_action::RULE,
    &condition_always_true::RULE,
    &conflicting_filters::RULE,
    &conflicting_runners::RULE,
    &constant_condition::RULE,
    &constant_expression::RULE,
    &dangerous_trigger::RULE,
    &denied_push::RULE,
    &dependabot_external_code::RULE,
    &dependabot_without_cooldown::RULE,
    &deploy_without_environment::RULE,
    &deploy_without_rollback::RULE,
    &deprecated_action_input::RULE,
    &duplicate_matrix_value::RULE,
    &duplicate_step_id::RULE,
    &empty_workflow_value::RULE,
    &end_of_life_runtime::RULE,
    &false_middle_choice::RULE,
    &floating_tool_version::RULE,
    &frequent_schedule::RULE,
    &global_pip_install::RULE,
    &image_without_sbom::RULE,
    &incomplete_job::RULE,
    &inherited_secrets::RULE,
    &invalid_id::RULE,
    &literal_double_dash::RULE,
    &literal_registry_password::RULE,
    &literal_secret::RULE,
    &long_lived_publish_token::RULE,
    &lookalike_action::RULE,
    &loose_contains::RULE,
    &merge_key::RULE,
    &missing_action_input::RULE,
    &missing_call_input::RULE,
    &missing_called_workflow::RULE,
    &missing_concurrency::RULE,
    &missing_permissions::RULE,
    &missing_pipeline_stage::RULE,
    &missing_timeout::RULE,
    &missing_workflow_key::RULE,
    &mutable_tag_pushed::RULE,
    &needs_cycle::RULE,
    &object_in_text::RULE,
    &persisted_credentials::RULE,
    &pin_comment_mismatch::RULE,
    &placeholder_deploy::RULE,
    &poisonable_environment::RULE,
    &production_without_staging::RULE,
    &retired_action::RULE,
    &retired_action_runtime::RULE,
    &retired_command::RULE,
    &retired_runner::RULE,
    &reverse_shell::RULE,
    &secret_in_command::RULE,
    &secret_outside_environment::RULE,
    &self_hosted_for_pull_requests::RULE,
    &senseless_comparison::RULE,
    &step_without_shell::RULE,
    &template_injection::RULE,
    &unavailable_context::RULE,
    &undeclared_input::RULE,
    &undeclared_secret::RULE,
    &undocumented_permission::RULE,
    &unguarded_deploy::RULE,
    &unknown_action_input::RULE,
    &unknown_activity::RULE,
    &unknown_call_input::RULE,
    &unknown_call_output::RULE,
    &unknown_context::RULE,
    &unknown_event::RULE,
    &unknown_expression_function::RULE,
    &unknown_matrix_name::RULE,
    &unknown_need::RULE,
    &unknown_output::RULE,
    &unknown_permission::RULE,
    &unknown_property::RULE,
    &unknown_runner::RULE,
    &unknown_shell::RULE,
    &unknown_step::RULE,
    &unknown_time_zone::RULE,
    &unknown_workflow_key::RULE,
    &unlisted_need::RULE,
    &unmasked_secret_part::RULE,
    &unmatched_exclude::RULE,
    &unpinned_action::RULE,
    &unpinned_job_image::RULE,
    &unpinned_tool::RULE,
    &unscanned_image::RULE,
    &unsecure_commands_allowed::RULE,
    &unsigned_image::RULE,
    &unsupported_filter::RULE,
    &untested_deploy::RULE,
    &untrusted_checkout::RULE,
    &unused_anchor::RULE,
    &unverified_deploy::RULE,
    &wrong_arguments::RULE,
    &wrong_call_input::RULE,
    &wrong_dispatch_input::RULE,
    &wrong_expression_type::RULE,
    &wrong_workflow_value::RULE,
];
