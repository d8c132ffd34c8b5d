//! `wildcard-pulumi-policy`: a policy in a Pulumi program that allows everything.

use opswright_diagnostic::{Confidence, Severity};
use opswright_source::Range;
use opswright_yaml::{Node, Yaml};

use super::programs::resources;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wildcard-pulumi-policy",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wildcard_pulumi_policy.md"),
    run: &[Run::PulumiProject(run)],
};

/// Deeper than any policy lies.
const DEPTH: usize = 12;

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    for resource in resources(yaml) {
        let mut found = Vec::new();
        if let Some(properties) = resource
            .properties
            .filter(|_| resource.kind.starts_with("aws:"))
        {
            statements(properties, DEPTH, &mut found);
        }
        for range in found {
            let message = format!("`{}` allows every action", resource.name);
            report.find(range, message).fix = Some(advice("name the actions that are needed"));
        }
    }
}

fn statements(node: Node<'_>, depth: usize, found: &mut Vec<Range>) {
    if depth == 0 {
        return;
    }
    if let Some(text) = node.as_str() {
        if is_open(text) {
            found.push(node.range());
        }
        return;
    }
    if let Some(range) = open_action(node) {
        found.push(range);
        return;
    }
    for entry in node.entries() {
        statements(entry.value, depth - 1, found);
    }
    for item in node.items() {
        statements(item, depth - 1, found);
    }
}

/// Where a statement allows every action.
fn open_action(node: Node<'_>) -> Option<Range> {
    let allows = |key: &str| node.str_at(&[key]) == Some("Allow");
    let action = node.get("Action").or_else(|| node.get("actions"))?;
    let all = action.as_str() == Some("*") || action.items().any(|item| item.as_str() == Some("*"));
    // In a document of the provider's own kind the effect may be left out.
    let effect = allows("Effect")
        || allows("effect")
        || node.get("effect").is_none() && node.get("Effect").is_none();
    (all && effect).then(|| action.range())
}

/// Whether a policy that is written as JSON allows every action.
fn is_open(text: &str) -> bool {
    let dense: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    dense.contains("\"Effect\":\"Allow\"")
        && ["\"Action\":\"*\"", "\"Action\":[\"*\"]"]
            .iter()
            .any(|part| dense.contains(part))
}
