//! `incomplete-rule`: a rule that Prometheus refuses as a whole.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_yaml::Node;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "incomplete-rule",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("incomplete_rule.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    let rules = file
        .groups
        .iter()
        .filter_map(|group| group.node.get("rules"))
        .flat_map(|rules| rules.items());
    for rule in rules {
        let (alert, record) = (rule.entry("alert"), rule.entry("record"));
        let place = alert
            .as_ref()
            .or(record.as_ref())
            .or(rule.entries().next().as_ref())
            .map_or(rule.range(), |entry| entry.key.range());
        if let Some(message) = fault(rule, alert.is_some(), record.is_some()) {
            report.find(place, message);
        }
    }
}

fn fault(rule: Node<'_>, alert: bool, record: bool) -> Option<String> {
    let expression = rule.get("expr");
    match (alert, record) {
        (true, true) => return Some("a rule has `alert` or `record`, not both".to_owned()),
        (false, false) => return Some("a rule needs `alert` or `record`".to_owned()),
        _ => {}
    }
    if expression.is_none_or(|expression| {
        expression
            .as_str()
            .is_none_or(|text| text.trim().is_empty())
    }) {
        return Some("a rule needs `expr`".to_owned());
    }
    let name = rule.str_at(&["record"]).unwrap_or("");
    let valid = |name: &str| {
        !name.starts_with(|first: char| first.is_ascii_digit())
            && name.chars().all(|character| {
                character.is_ascii_alphanumeric() || matches!(character, '_' | ':')
            })
    };
    if record && (name.is_empty() || !valid(name)) {
        return Some(format!(
            "`{name}` is no name of a metric: letters, digits, `_` and `:`"
        ));
    }
    ["for", "keep_firing_for", "annotations"]
        .iter()
        .find(|key| record && rule.get(key).is_some())
        .map(|key| format!("a recording rule has no `{key}`"))
}
