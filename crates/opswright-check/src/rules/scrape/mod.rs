//! Rules for configurations of Prometheus.

pub(crate) mod credential_in_configuration;
pub(crate) mod credential_over_http;
pub(crate) mod duplicate_job;
mod keys;
pub(crate) mod missing_rule_file;
pub(crate) mod monitoring_without_alerting;
pub(crate) mod no_rule_files;
mod pattern;
pub(crate) mod scrape_timeout_above_interval;
pub(crate) mod skipped_certificate_check;
pub(crate) mod unknown_prometheus_key;
pub(crate) mod unloaded_rules;
pub(crate) mod unmonitored_service;
pub(crate) mod unwatched_target;

pub(crate) use keys::unknown;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &credential_in_configuration::RULE,
    &credential_over_http::RULE,
    &duplicate_job::RULE,
    &missing_rule_file::RULE,
    &monitoring_without_alerting::RULE,
    &no_rule_files::RULE,
    &scrape_timeout_above_interval::RULE,
    &skipped_certificate_check::RULE,
    &unknown_prometheus_key::RULE,
    &unloaded_rules::RULE,
    &unmonitored_service::RULE,
    &unwatched_target::RULE,
];
