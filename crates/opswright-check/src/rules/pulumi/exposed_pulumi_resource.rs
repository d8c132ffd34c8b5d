//! `exposed-pulumi-resource`: a resource in a Pulumi program that the internet can reach.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;
use opswright_yaml::{Node, Yaml};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "exposed-pulumi-resource",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("exposed_pulumi_resource.md"),
    run: &[Run::PulumiProject(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(resources) = yaml.root().and_then(|root| root.get("resources")) else {
        return;
    };
    for resource in resources.entries() {
        let Some(properties) = resource.value.get("properties") else {
            continue;
        };
        let name = resource.name();
        if let Some((range, what)) = exposed(properties) {
            report.find(range, format!("`{name}` {what}")).fix =
                Some(advice("keep it private, or name who may reach it"));
        }
    }
}

fn exposed(properties: Node<'_>) -> Option<(Range, &'static str)> {
    let public = properties
        .get("publiclyAccessible")
        .filter(|value| value.as_str() == Some("true"));
    if let Some(value) = public {
        return Some((value.range(), "can be reached from the internet"));
    }
    let acl = properties
        .get("acl")
        .filter(|value| value.as_str().is_some_and(|acl| acl.starts_with("public-")));
    if let Some(value) = acl {
        return Some((value.range(), "lets everyone read what is in it"));
    }
    let ingress = properties.get("ingress")?;
    ingress.items().find_map(|rule| {
        let world = rule
            .get("cidrBlocks")?
            .items()
            .any(|block| matches!(block.as_str(), Some("0.0.0.0/0" | "::/0")));
        let number = |key: &str| {
            rule.str_at(&[key])
                .and_then(|text| text.parse::<u32>().ok())
        };
        let (first, last) = (number("fromPort")?, number("toPort")?);
        let all = rule.str_at(&["protocol"]) == Some("-1");
        let risky = [22, 3389, 5432, 3306, 6379, 27017]
            .iter()
            .any(|port| first <= *port && *port <= last);
        (world && (all || risky)).then(|| {
            (
                rule.range(),
                "opens ports for administration or data to the whole internet",
            )
        })
    })
}
