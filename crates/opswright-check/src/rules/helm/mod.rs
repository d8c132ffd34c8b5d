//! Rules for Helm charts.

pub(crate) mod helm_2_chart;
pub(crate) mod incomplete_chart;
pub(crate) mod secret_in_chart_values;
pub(crate) mod unpinned_chart_dependency;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &helm_2_chart::RULE,
    &incomplete_chart::RULE,
    &secret_in_chart_values::RULE,
    &unpinned_chart_dependency::RULE,
];
