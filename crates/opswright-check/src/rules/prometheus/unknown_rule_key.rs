//! `unknown-rule-key`: a key that rule files do not have.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_yaml::{Entry, Node};

use crate::closeness::is_close;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-rule-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_rule_key.md"),
    run: &[Run::Rules(run)],
};

const GROUP: [&str; 7] = [
    "name",
    "interval",
    "query_offset",
    "limit",
    "labels",
    "rules",
    "partial_response_strategy",
];
const RULE_KEYS: [&str; 7] = [
    "alert",
    "record",
    "expr",
    "for",
    "keep_firing_for",
    "labels",
    "annotations",
];

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for group in &file.groups {
        look(group.node, &GROUP, "groups", report);
        for rule in group
            .node
            .get("rules")
            .into_iter()
            .flat_map(|rules| rules.items())
        {
            look(rule, &RULE_KEYS, "rules", report);
        }
    }
}

fn look(node: Node<'_>, known: &[&str], of: &str, report: &mut Report<'_>) {
    for entry in node.entries().filter(|entry| entry.name() != "<<") {
        if !known.contains(&entry.name()) {
            say(node, &entry, known, of, report);
        }
    }
}

fn say(node: Node<'_>, entry: &Entry<'_>, known: &[&str], of: &str, report: &mut Report<'_>) {
    let name = entry.name();
    let close = known.iter().find(|key| {
        (is_close(key, name) || name.eq_ignore_ascii_case(key)) && node.get(key).is_none()
    });
    let fix = close.map(|key| {
        report.fix(
            format!("write `{key}`"),
            Safety::Safe,
            vec![replace(entry.key.range(), *key)],
        )
    });
    report
        .find(
            entry.key.range(),
            format!("`{name}` is no key of {of}, and Prometheus refuses the file"),
        )
        .fix = fix;
}
