//! `value-in-label`: a label of an alert that changes with its value.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::template::actions;

pub(crate) static RULE: Rule = Rule {
    name: "value-in-label",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("value_in_label.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts() {
        let labels = alert.node.get("labels");
        for entry in labels.into_iter().flat_map(|labels| labels.entries()) {
            let text = entry.value.as_str().unwrap_or("");
            let value = actions(text).iter().any(|(action, _)| {
                let inner = action.slice(text);
                // `{{ if gt $value 5.0 }}` has few results.
                (inner.contains("$value") || inner.contains(".Value"))
                    && !inner.trim_start_matches(['-', ' ']).starts_with("if")
            });
            if value {
                report.find(
                    entry.value.range(),
                    format!("`{}` changes with the value: each number is another alert, and none lasts as long as `for`", entry.name()),
                );
            }
        }
    }
}
