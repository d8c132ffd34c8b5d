//! `deprecated-action-input`: an input that the action is going to drop.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "deprecated-action-input",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("deprecated_action_input.md"),
    run: &[Run::Found(Fault::DeprecatedActionInput)],
};
