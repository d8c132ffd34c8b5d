//! `missing-tracing`: a service whose requests cannot be followed.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, on};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-tracing",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("missing_tracing.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "does not trace its requests",
    table: TABLE,
};

const TABLE: &[Need] = &[
    on("aws_api_gateway_stage", "xray_tracing_enabled"),
    on("aws_lambda_function", "tracing_config.mode"),
    on("aws_sfn_state_machine", "tracing_configuration.enabled"),
];
