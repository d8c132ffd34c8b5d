//! `unconventional-alert-name`: an alert whose name is not in camel case.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unconventional-alert-name",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("unconventional_alert_name.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts() {
        let name = alert.name();
        let camel = name.starts_with(|first: char| first.is_ascii_uppercase())
            && name
                .chars()
                .all(|character| character.is_ascii_alphanumeric());
        if !camel && !name.is_empty() {
            report.find(
                alert.name.range(),
                format!("`{name}` is not in camel case, as names of alerts are"),
            );
        }
    }
}
