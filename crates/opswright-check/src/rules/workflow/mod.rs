//! Rules for GitHub Actions workflows.

pub(crate) mod broad_permissions;
pub(crate) mod cancelled_deploy;
pub(crate) mod check_that_cannot_fail;
pub(crate) mod compromised_action;
pub(crate) mod denied_push;
pub(crate) mod deploy_without_environment;
pub(crate) mod end_of_life_runtime;
mod expression;
pub(crate) mod incomplete_job;
pub(crate) mod inherited_secrets;
pub(crate) mod literal_secret;
pub(crate) mod missing_concurrency;
pub(crate) mod missing_permissions;
pub(crate) mod missing_timeout;
pub(crate) mod mutable_tag_pushed;
pub(crate) mod needs_cycle;
pub(crate) mod persisted_credentials;
mod pinning;
pub(crate) mod placeholder_deploy;
pub(crate) mod production_without_staging;
pub(crate) mod retired_action;
pub(crate) mod retired_command;
pub(crate) mod secret_in_command;
mod shape;
pub(crate) mod template_injection;
pub(crate) mod unguarded_deploy;
pub(crate) mod unknown_need;
pub(crate) mod unpinned_action;
pub(crate) mod unpinned_tool;
pub(crate) mod unscanned_image;
pub(crate) mod untested_deploy;
pub(crate) mod untrusted_checkout;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &broad_permissions::RULE,
    &cancelled_deploy::RULE,
    &check_that_cannot_fail::RULE,
    &compromised_action::RULE,
    &denied_push::RULE,
    &deploy_without_environment::RULE,
    &end_of_life_runtime::RULE,
    &incomplete_job::RULE,
    &inherited_secrets::RULE,
    &literal_secret::RULE,
    &missing_concurrency::RULE,
    &missing_permissions::RULE,
    &missing_timeout::RULE,
    &mutable_tag_pushed::RULE,
    &needs_cycle::RULE,
    &persisted_credentials::RULE,
    &placeholder_deploy::RULE,
    &production_without_staging::RULE,
    &retired_action::RULE,
    &retired_command::RULE,
    &secret_in_command::RULE,
    &template_injection::RULE,
    &unguarded_deploy::RULE,
    &unknown_need::RULE,
    &unpinned_action::RULE,
    &unpinned_tool::RULE,
    &unscanned_image::RULE,
    &untested_deploy::RULE,
    &untrusted_checkout::RULE,
];
