//! `alert-without-keep-firing`: a page that ends with the first good sample.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::RuleFile;
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "alert-without-keep-firing",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Strict,
    docs: include_str!("alert_without_keep_firing.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts().filter(|alert| alert.pages()) {
        let Some(entry) = alert.node.entry("for") else {
            continue;
        };
        if alert.node.get("keep_firing_for").is_some() {
            continue;
        }
        let edits = edit::insert_after(report.text, &entry, "keep_firing_for: 5m");
        let fix = report.fix(
            "keep it firing for five minutes",
            Safety::Unsafe,
            edits.into_iter().collect(),
        );
        report
            .find(
                alert.name.range(),
                format!(
                    "`{}` ends at the first good sample, and pages anew at the next bad one",
                    alert.name()
                ),
            )
            .fix = Some(fix);
    }
}
