//! `unlimited-concurrency`: a function that may take all the capacity of its account.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, set_but_not};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unlimited-concurrency",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unlimited_concurrency.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "may take all the capacity of the account",
    table: TABLE,
};

const TABLE: &[Need] = &[set_but_not(
    "aws_lambda_function",
    "reserved_concurrent_executions",
    &["${-1}"],
)];
