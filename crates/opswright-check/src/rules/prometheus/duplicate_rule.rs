//! `duplicate-rule`: the same rule twice in one file.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{MonitoringRule, RuleFile};
use std::collections::BTreeMap;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-rule",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_rule.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for (_, rule) in file.rules() {
        let key = identity(rule);
        match seen.get(&key) {
            Some(line) => {
                report.find(
                    rule.name.range(),
                    format!(
                        "`{}` with this expression and these labels stands in line {line} already",
                        rule.name()
                    ),
                );
            }
            None => {
                seen.insert(key, rule.node.line());
            }
        }
    }
}

/// What makes two rules the same.
fn identity(rule: &MonitoringRule<'_>) -> String {
    let mut parts = vec![format!("{:?} {}", rule.kind, rule.name())];
    if let Some(expression) = &rule.expression {
        let query = &expression.query;
        let words = query.tokens.iter().filter(|token| !token.is_trivia());
        parts.extend(words.map(|token| query.slice(token.range).to_owned()));
    }
    let mut labels: Vec<String> = rule
        .node
        .get("labels")
        .into_iter()
        .flat_map(|labels| labels.entries())
        .map(|entry| format!("{}={}", entry.name(), entry.value.as_str().unwrap_or("")))
        .collect();
    labels.sort();
    parts.extend(labels);
    parts.join(" ")
}
