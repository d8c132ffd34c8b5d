//! Rules for configurations of Alertmanager.

pub(crate) mod duplicate_receiver;
pub(crate) mod inhibited_page;
pub(crate) mod inhibition_without_equal;
pub(crate) mod invalid_root_route;
pub(crate) mod repeat_below_group_interval;
pub(crate) mod retired_matchers;
pub(crate) mod silent_receiver;
pub(crate) mod undefined_receiver;
pub(crate) mod undefined_time_interval;
pub(crate) mod ungrouped_alerts;
pub(crate) mod unknown_alertmanager_key;
pub(crate) mod unreachable_route;
pub(crate) mod unrouted_severity;
pub(crate) mod unused_receiver;
pub(crate) mod unused_time_interval;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &duplicate_receiver::RULE,
    &inhibited_page::RULE,
    &inhibition_without_equal::RULE,
    &invalid_root_route::RULE,
    &repeat_below_group_interval::RULE,
    &retired_matchers::RULE,
    &silent_receiver::RULE,
    &undefined_receiver::RULE,
    &undefined_time_interval::RULE,
    &ungrouped_alerts::RULE,
    &unknown_alertmanager_key::RULE,
    &unreachable_route::RULE,
    &unrouted_severity::RULE,
    &unused_receiver::RULE,
    &unused_time_interval::RULE,
];
