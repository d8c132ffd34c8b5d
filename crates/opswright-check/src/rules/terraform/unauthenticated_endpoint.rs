//! `unauthenticated-endpoint`: an endpoint that anyone may call.

use opswright_diagnostic::{Confidence, Severity};

use super::needs::{Need, Needs, kept_off, none_of, off, one_of};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unauthenticated-endpoint",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unauthenticated_endpoint.md"),
    run: &[Run::Resources(&NEEDS)],
};

static NEEDS: Needs = Needs {
    fault: "may be called by anyone",
    table: TABLE,
};

const TABLE: &[Need] = &[
    one_of(
        "aws_apigatewayv2_route",
        "authorization_type",
        &["AWS_IAM", "CUSTOM", "JWT"],
    ),
    off(
        "aws_cognito_identity_pool",
        "allow_unauthenticated_identities",
    ),
    none_of("aws_lambda_function_url", "authorization_type", &["NONE"]),
    none_of("aws_lambda_permission", "principal", &["*"]),
    kept_off("azurerm_container_registry", "anonymous_pull_enabled")
        .when("sku", "Standard|Premium"),
];
