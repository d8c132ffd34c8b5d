//! Rules for recording and alerting rules, and for queries wherever they stand.

pub(crate) mod absent_without_duration;
pub(crate) mod absent_without_labels;
pub(crate) mod aggregated_quantile;
pub(crate) mod alert_without_duration;
pub(crate) mod alert_without_keep_firing;
pub(crate) mod alert_without_runbook;
pub(crate) mod alert_without_severity;
pub(crate) mod alert_without_summary;
pub(crate) mod anchored_regex;
pub(crate) mod bool_in_alert;
pub(crate) mod broken_template;
pub(crate) mod cause_based_page;
pub(crate) mod conflicting_recording;
pub(crate) mod contradictory_matchers;
pub(crate) mod costly_query;
pub(crate) mod counter_without_rate;
pub(crate) mod dangling_runbook;
pub(crate) mod delta_of_counter;
pub(crate) mod duplicate_group_name;
pub(crate) mod duplicate_rule;
mod entries;
pub(crate) mod equality_on_float;
pub(crate) mod experimental_function;
mod grouping;
pub(crate) mod high_cardinality_grouping;
pub(crate) mod impossible_ratio;
pub(crate) mod incomplete_rule;
pub(crate) mod invalid_duration;
pub(crate) mod invalid_label;
pub(crate) mod invalid_quantile;
pub(crate) mod invalid_query;
pub(crate) mod irate_in_alert;
pub(crate) mod literal_regex;
pub(crate) mod lost_label_grouping;
mod metrics;
pub(crate) mod mismatched_grouping;
pub(crate) mod mismatched_ranges;
pub(crate) mod missing_matching_label;
pub(crate) mod nameless_selector;
pub(crate) mod no_watchdog;
pub(crate) mod pointless_duration;
pub(crate) mod pointless_matcher;
pub(crate) mod quantile_without_le;
pub(crate) mod range_below_interval;
pub(crate) mod rate_of_gauge;
pub(crate) mod rate_of_rate;
pub(crate) mod rate_of_sum;
pub(crate) mod ratio_without_traffic;
pub(crate) mod short_range;
pub(crate) mod slow_group;
pub(crate) mod threshold_above_buckets;
pub(crate) mod topk_in_alert;
pub(crate) mod unaggregated_quantile;
pub(crate) mod unaggregated_ratio;
pub(crate) mod unconditional_alert;
pub(crate) mod unconventional_alert_name;
pub(crate) mod unconventional_record_name;
pub(crate) mod unguarded_division;
pub(crate) mod unknown_function;
pub(crate) mod unknown_rule_key;
pub(crate) mod unknown_severity;
pub(crate) mod unknown_template_label;
pub(crate) mod unrecorded_series;
pub(crate) mod unseen_outage;
pub(crate) mod value_in_label;
pub(crate) mod vector_zero_fallback;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &absent_without_duration::RULE,
    &absent_without_labels::RULE,
    &aggregated_quantile::RULE,
    &alert_without_duration::RULE,
    &alert_without_keep_firing::RULE,
    &alert_without_runbook::RULE,
    &alert_without_severity::RULE,
    &alert_without_summary::RULE,
    &anchored_regex::RULE,
    &bool_in_alert::RULE,
    &broken_template::RULE,
    &cause_based_page::RULE,
    &conflicting_recording::RULE,
    &contradictory_matchers::RULE,
    &costly_query::RULE,
    &counter_without_rate::RULE,
    &dangling_runbook::RULE,
    &delta_of_counter::RULE,
    &duplicate_group_name::RULE,
    &duplicate_rule::RULE,
    &equality_on_float::RULE,
    &experimental_function::RULE,
    &high_cardinality_grouping::RULE,
    &impossible_ratio::RULE,
    &incomplete_rule::RULE,
    &invalid_duration::RULE,
    &invalid_label::RULE,
    &invalid_quantile::RULE,
    &invalid_query::RULE,
    &irate_in_alert::RULE,
    &literal_regex::RULE,
    &lost_label_grouping::RULE,
    &mismatched_grouping::RULE,
    &mismatched_ranges::RULE,
    &missing_matching_label::RULE,
    &nameless_selector::RULE,
    &no_watchdog::RULE,
    &pointless_duration::RULE,
    &pointless_matcher::RULE,
    &quantile_without_le::RULE,
    &range_below_interval::RULE,
    &rate_of_gauge::RULE,
    &rate_of_rate::RULE,
    &rate_of_sum::RULE,
    &ratio_without_traffic::RULE,
    &short_range::RULE,
    &slow_group::RULE,
    &threshold_above_buckets::RULE,
    &topk_in_alert::RULE,
    &unaggregated_quantile::RULE,
    &unaggregated_ratio::RULE,
    &unconditional_alert::RULE,
    &unconventional_alert_name::RULE,
    &unconventional_record_name::RULE,
    &unguarded_division::RULE,
    &unknown_function::RULE,
    &unknown_rule_key::RULE,
    &unknown_severity::RULE,
    &unknown_template_label::RULE,
    &unrecorded_series::RULE,
    &unseen_outage::RULE,
    &value_in_label::RULE,
    &vector_zero_fallback::RULE,
];
