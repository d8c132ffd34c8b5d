//! `conflicting-recording`: two rules that may record the same series.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{MonitoringRule, RuleFile, RuleKind};
use opswright_promql::Labels;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "conflicting-recording",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("conflicting_recording.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    let recorded: Vec<&MonitoringRule<'_>> = file
        .rules()
        .map(|(_, rule)| rule)
        .filter(|rule| rule.kind == RuleKind::Recording)
        .collect();
    let mut known: std::collections::BTreeMap<(&str, String), &MonitoringRule<'_>> =
        std::collections::BTreeMap::new();
    for rule in recorded {
        let key = (rule.name(), labels(rule));
        let Some(first) = known.get(&key) else {
            known.insert(key, rule);
            continue;
        };
        let (Some(one), Some(other)) = (&first.expression, &rule.expression) else {
            continue;
        };
        let (a, b) = (one.query.root.labels(), other.query.root.labels());
        // Series with labels of their own may be told apart by them.
        let same =
            matches!((&a, &b), (Labels::Only(a), Labels::Only(b)) if a.is_empty() && b.is_empty());
        if same && one.query.text.trim() != other.query.text.trim() {
            report.find(
                rule.name.range(),
                format!(
                    "`{}` is recorded in line {}, too, by another query and with the same labels",
                    rule.name(),
                    first.node.line()
                ),
            );
        }
    }
}

fn labels(rule: &MonitoringRule<'_>) -> String {
    let mut labels: Vec<String> = rule
        .node
        .get("labels")
        .into_iter()
        .flat_map(|labels| labels.entries())
        .map(|entry| format!("{}={}", entry.name(), entry.value.as_str().unwrap_or("")))
        .collect();
    labels.sort();
    labels.join(",")
}
