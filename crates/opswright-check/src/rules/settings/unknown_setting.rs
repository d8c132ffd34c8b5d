//! `unknown-setting`: a setting that Opswright does not know.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::Setting;

use crate::closeness::is_close;
use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::settings::{SETTINGS, accepted};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-setting",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_setting.md"),
    run: &[Run::Settings(run)],
};

fn run(settings: &[Setting], report: &mut Report<'_>) {
    for setting in settings {
        let kept = ["environment.", "objective."]
            .iter()
            .any(|table| setting.key.starts_with(table));
        if kept || accepted(&setting.key).is_some() {
            continue;
        }
        let last = setting.key.rsplit('.').next().unwrap_or("");
        let head = setting.key.split('.').next().unwrap_or("");
        let mut close: Vec<&str> = SETTINGS
            .iter()
            .filter(|(pattern, _)| pattern.contains('.') == setting.key.contains('.'))
            .filter(|(pattern, _)| {
                !pattern.contains('.') || pattern.split('.').next() == Some(head)
            })
            .filter_map(|(pattern, _)| pattern.rsplit('.').next())
            .filter(|name| is_close(name, last))
            .collect();
        close.dedup();
        let fix = match close.as_slice() {
            [only] if setting.key_range.slice(report.text) == last => Some(report.fix(
                format!("write `{only}`"),
                Safety::Safe,
                vec![replace(setting.key_range, *only)],
            )),
            _ => None,
        };
        report
            .find(
                setting.key_range,
                format!("there is no setting `{}`", setting.key),
            )
            .fix = fix;
    }
}
