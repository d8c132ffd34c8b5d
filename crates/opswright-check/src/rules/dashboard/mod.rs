//! Rules for Grafana dashboards.

pub(crate) mod dangling_datasource;
pub(crate) mod dashboard_without_uid;
pub(crate) mod duplicate_dashboard_uid;
pub(crate) mod duplicate_panel_id;
pub(crate) mod editable_dashboard;
pub(crate) mod empty_panel;
pub(crate) mod fast_refresh;
pub(crate) mod fixed_log_window;
pub(crate) mod fixed_rate_window;
pub(crate) mod fixed_time_zone;
pub(crate) mod hard_coded_datasource;
pub(crate) mod invalid_variable_query;
pub(crate) mod missing_datasource_variable;
pub(crate) mod missing_instance_variable;
pub(crate) mod missing_job_variable;
pub(crate) mod panel_without_unit;
pub(crate) mod retired_panel_type;
pub(crate) mod stale_variable;
pub(crate) mod target_without_instance;
pub(crate) mod target_without_job;
pub(crate) mod unconventional_datasource_variable;
pub(crate) mod undescribed_panel;
mod units;
pub(crate) mod unknown_dashboard_variable;
pub(crate) mod untitled_panel;
pub(crate) mod unused_dashboard_variable;
mod variables;

use crate::rule::Rule;

/// Its rules, by name.
pub(crate) const RULES: &[&Rule] = &[
    &dangling_datasource::RULE,
    &dashboard_without_uid::RULE,
    &duplicate_dashboard_uid::RULE,
    &duplicate_panel_id::RULE,
    &editable_dashboard::RULE,
    &empty_panel::RULE,
    &fast_refresh::RULE,
    &fixed_log_window::RULE,
    &fixed_rate_window::RULE,
    &fixed_time_zone::RULE,
    &hard_coded_datasource::RULE,
    &invalid_variable_query::RULE,
    &missing_datasource_variable::RULE,
    &missing_instance_variable::RULE,
    &missing_job_variable::RULE,
    &panel_without_unit::RULE,
    &retired_panel_type::RULE,
    &stale_variable::RULE,
    &target_without_instance::RULE,
    &target_without_job::RULE,
    &unconventional_datasource_variable::RULE,
    &undescribed_panel::RULE,
    &unknown_dashboard_variable::RULE,
    &untitled_panel::RULE,
    &unused_dashboard_variable::RULE,
];
