//! Rules over the repository as a whole: how it is deployed, in which environments, and how to go back.

mod deploys;
mod environments;
pub(crate) mod manual_deployment;
pub(crate) mod missing_environment_key;
pub(crate) mod missing_rollback_plan;
pub(crate) mod missing_staging;
pub(crate) mod repeated_commands;
pub(crate) mod snowflake_server;
pub(crate) mod undelivered_design;
pub(crate) mod undocumented_environment_key;
pub(crate) mod unrenewed_pins;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &manual_deployment::RULE,
    &missing_environment_key::RULE,
    &missing_rollback_plan::RULE,
    &missing_staging::RULE,
    &repeated_commands::RULE,
    &snowflake_server::RULE,
    &undelivered_design::RULE,
    &undocumented_environment_key::RULE,
    &unrenewed_pins::RULE,
];
