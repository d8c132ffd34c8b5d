//! `lost-failures`: a function whose failed events are thrown away.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "lost-failures",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("lost_failures.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "throws failed events away",
    table: TABLE,
};

const TABLE: &[Need] = &[set("aws_lambda_function", "dead_letter_config.target_arn")];
