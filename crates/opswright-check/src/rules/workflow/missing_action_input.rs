//! `missing-action-input`: an action without an input that it needs.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-action-input",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_action_input.md"),
    run: &[Run::Found(Fault::MissingActionInput)],
};
