//! `unlimited-log-retention`: a log group that is kept, and paid for, without end.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, none_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unlimited-log-retention",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unlimited_log_retention.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "keeps its logs without end",
    table: TABLE,
};

const TABLE: &[Need] = &[
    none_of("aws_cloudwatch_log_group", "retention_in_days", &["0"]),
    set("aws_cloudwatch_log_group", "retention_in_days"),
];
