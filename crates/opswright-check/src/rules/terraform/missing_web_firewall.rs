//! `missing-web-firewall`: a public web endpoint without a web application firewall.

use opswright_diagnostic::{Confidence, Severity};

use opswright_project::Graph;

use super::companions::{Companion, look};
use super::needs::{Need, Needs, kept_on, on, one_of, set};
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-web-firewall",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("missing_web_firewall.md"),
    run: &[Run::Resources(&NEEDS), Run::Graph(run)],
};

static NEEDS: Needs = Needs {
    fault: "has no web application firewall in front, or one that only watches",
    table: TABLE,
};

const TABLE: &[Need] = &[
    set("aws_cloudfront_distribution", "web_acl_id"),
    set("azurerm_firewall", "firewall_policy_id"),
    one_of("azurerm_firewall", "threat_intel_mode", &["Deny"]),
    one_of(
        "azurerm_firewall_policy",
        "intrusion_detection.mode",
        &["Deny"],
    ),
    set(
        "azurerm_frontdoor",
        "frontend_endpoint.web_application_firewall_policy_link_id",
    ),
    kept_on("azurerm_frontdoor_firewall_policy", "enabled"),
    on(
        "azurerm_web_application_firewall_policy",
        "policy_settings.enabled",
    ),
];

const COMPANIONS: &[Companion] = &[
    Companion {
        of: "aws_api_gateway_stage",
        inline: "",
        by: &[
            ("aws_wafv2_web_acl_association", "resource_arn"),
            ("aws_wafregional_web_acl_association", "resource_arn"),
        ],
    },
    Companion {
        of: "aws_appsync_graphql_api",
        inline: "",
        by: &[("aws_wafv2_web_acl_association", "resource_arn")],
    },
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    look(graph, report, COMPANIONS, NEEDS.fault);
}
