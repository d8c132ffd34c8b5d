//! `weak-audit-trail`: an audit trail with holes.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, if_set, on, one_of, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "weak-audit-trail",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("weak_audit_trail.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "leaves holes in the audit trail",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of("alicloud_actiontrail_trail", "event_rw", &["All"]),
    if_set("alicloud_actiontrail_trail", "trail_region", &["All"]),
    set("aws_cloudtrail", "cloud_watch_logs_group_arn"),
    on("aws_cloudtrail", "enable_log_file_validation"),
    on("aws_cloudtrail", "is_multi_region_trail"),
    set("aws_cloudtrail", "sns_topic_name"),
];
