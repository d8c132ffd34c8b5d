//! `broken-dependabot-setting`: a setting that Dependabot cannot use.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broken-dependabot-setting",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broken_dependabot_setting.md"),
    run: &[Run::Found(Fault::DependabotSetting)],
};
