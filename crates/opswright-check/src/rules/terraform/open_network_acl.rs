//! `open-network-acl`: a network list that lets ports for administration in from everywhere.

use opswright_diagnostic::{Confidence, Severity};
use opswright_hcl::Scope;
use opswright_project::terraform::Terraform;

use super::exposure::is_world;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-network-acl",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("open_network_acl.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for resource in &file.resources {
        let rules = match resource.kind {
            "aws_network_acl" | "aws_default_network_acl" => resource.scope().get("ingress").scopes,
            "aws_network_acl_rule"
                if resource
                    .value("egress")
                    .is_none_or(|egress| egress.as_bool() == Some(false)) =>
            {
                vec![resource.scope()]
            }
            _ => continue,
        };
        for rule in &rules {
            let denied = rules.iter().any(|other| denies_before(*other, *rule));
            if is_open(*rule) && !denied {
                let message = format!(
                    "`{}` lets ports for administration in from the whole internet",
                    resource.address()
                );
                report.find(rule.place(), message).fix =
                    Some(advice("name the networks, or the ports that are served"));
            }
        }
    }
}

/// Whether `other` takes ports for administration away before `rule` gives them.
fn denies_before(other: Scope<'_>, rule: Scope<'_>) -> bool {
    let number = |scope: Scope<'_>, names: &[&str]| {
        names.iter().find_map(|name| {
            let found = scope.get(name);
            found
                .values
                .first()
                .and_then(|(value, _)| value.as_number())
        })
    };
    let order = ["rule_no", "rule_number"];
    let denies = other
        .get("action")
        .values
        .first()
        .is_some_and(|(value, _)| value.as_str() == Some("deny"));
    denies && number(other, &order) < number(rule, &order)
}

/// Whether a rule lets SSH, RDP or FTP in from everywhere.
fn is_open(rule: Scope<'_>) -> bool {
    let text = |names: &[&str]| {
        names.iter().find_map(|name| {
            let found = rule.get(name);
            found.values.first().and_then(|(value, _)| value.scalar())
        })
    };
    let allowed =
        text(&["action", "rule_action"]).is_some_and(|action| action.eq_ignore_ascii_case("allow"));
    let from_world = text(&["cidr_block", "ipv6_cidr_block"]).is_some_and(is_world);
    let all = matches!(text(&["protocol"]), Some("-1" | "all"));
    let first = text(&["from_port"]).and_then(|port| port.parse::<i64>().ok());
    let last = text(&["to_port"]).and_then(|port| port.parse::<i64>().ok());
    let ports = matches!((first, last), (Some(first), Some(last)) if [20, 21, 22, 3389].iter().any(|port| first <= *port && *port <= last));
    allowed && from_world && (all || ports)
}
