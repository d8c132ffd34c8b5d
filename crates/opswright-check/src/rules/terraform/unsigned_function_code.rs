//! `unsigned-function-code`: a function that runs code nobody signed.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, set};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unsigned-function-code",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unsigned_function_code.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "runs code that nobody signed",
    table: TABLE,
};

const TABLE: &[Need] = &[set("aws_lambda_function", "code_signing_config_arn")];
