//! `dependabot-external-code`: dependabot that runs code of the dependencies while it resolves them.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dependabot-external-code",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dependabot_external_code.md"),
    run: &[Run::Found(Fault::DependabotExecution)],
};
