//! `gap-on-replacement`: a resource that others use is destroyed before its replacement is there.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "gap-on-replacement",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("gap_on_replacement.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "is gone while it is replaced",
    table: TABLE,
};

const TABLE: &[Need] = &[on(
    "aws_acm_certificate aws_api_gateway_deployment aws_api_gateway_rest_api",
    "lifecycle.create_before_destroy",
)];
