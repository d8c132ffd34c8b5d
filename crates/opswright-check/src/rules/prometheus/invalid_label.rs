//! `invalid-label`: a label that a rule must not set.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-label",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_label.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for (_, rule) in file.rules() {
        let labels = rule
            .node
            .get("labels")
            .into_iter()
            .flat_map(|labels| labels.entries());
        for entry in labels.filter(|entry| entry.name() != "<<") {
            let name = entry.name();
            let valid = !name.starts_with(|first: char| first.is_ascii_digit())
                && name
                    .chars()
                    .all(|character| character.is_ascii_alphanumeric() || character == '_');
            if name == "__name__" || name == "alertname" && rule.is_alert() {
                report.find(
                    entry.key.range(),
                    format!(
                        "`{name}` is the name of the rule itself; a label of it renames the result"
                    ),
                );
            } else if !valid || name.is_empty() {
                let finding = report.find(
                    entry.key.range(),
                    format!("only Prometheus 3 takes `{name}` for a label, and every query has to quote it"),
                );
                finding.severity = Severity::Warning;
                finding.confidence = Confidence::Medium;
            }
        }
    }
}
