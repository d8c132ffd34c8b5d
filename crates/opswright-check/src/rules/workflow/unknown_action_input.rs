//! `unknown-action-input`: an input that the action does not have.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-action-input",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unknown_action_input.md"),
    run: &[Run::Found(Fault::UnknownActionInput)],
};
