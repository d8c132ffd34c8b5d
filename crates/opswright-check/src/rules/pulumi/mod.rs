//! Rules for Pulumi: projects, settings of stacks, programs in YAML.

pub(crate) mod exposed_pulumi_resource;
pub(crate) mod incomplete_pulumi_project;
pub(crate) mod production_pulumi_stack_without_staging;
mod programs;
pub(crate) mod secret_in_pulumi_stack;
pub(crate) mod undescribed_pulumi_project;
pub(crate) mod unencrypted_pulumi_resource;
pub(crate) mod unnamed_pulumi_backend;
pub(crate) mod unpinned_pulumi_plugin;
pub(crate) mod unpreviewed_pulumi_project;
pub(crate) mod unprotected_pulumi_resource;
pub(crate) mod untagged_pulumi_resources;
pub(crate) mod wildcard_pulumi_policy;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &exposed_pulumi_resource::RULE,
    &incomplete_pulumi_project::RULE,
    &production_pulumi_stack_without_staging::RULE,
    &secret_in_pulumi_stack::RULE,
    &undescribed_pulumi_project::RULE,
    &unencrypted_pulumi_resource::RULE,
    &unnamed_pulumi_backend::RULE,
    &unpinned_pulumi_plugin::RULE,
    &unpreviewed_pulumi_project::RULE,
    &unprotected_pulumi_resource::RULE,
    &untagged_pulumi_resources::RULE,
    &wildcard_pulumi_policy::RULE,
];
