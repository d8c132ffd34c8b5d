//! `invalid-setting`: a value that a setting does not accept.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Setting;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::settings::{accepted, accepts};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-setting",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_setting.md"),
    run: &[Run::Settings(run)],
};

fn run(settings: &[Setting], report: &mut Report<'_>) {
    for setting in settings {
        let Some(options) = accepted(&setting.key) else {
            continue;
        };
        let name = setting.key.rsplit('.').next().unwrap_or("");
        let words = options.join(", ");
        let Some(values) = &setting.values else {
            report.find(
                setting.value_range,
                format!("`{name}` takes {words}, and this is a table"),
            );
            continue;
        };
        if let Some(wrong) = values.iter().find(|value| !accepts(options, value)) {
            report.find(
                setting.value_range,
                format!("`{name}` does not take `{wrong}`: it takes {words}"),
            );
        }
    }
}
