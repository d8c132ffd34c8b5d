//! `short-log-retention`: logs that are gone before an attack is usually found.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, at_least};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "short-log-retention",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("short_log_retention.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "keeps its logs too short for an inquiry",
    table: TABLE,
};

const TABLE: &[Need] = &[
    at_least("aws_cloudwatch_log_group", "retention_in_days", 365.0).unless("retention_in_days=0"),
    at_least(
        "azurerm_monitor_log_profile",
        "retention_policy.days",
        365.0,
    ),
    at_least(
        "azurerm_network_watcher_flow_log",
        "retention_policy.days",
        90.0,
    ),
];
