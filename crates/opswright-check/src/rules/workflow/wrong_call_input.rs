//! `wrong-call-input`: an input of a called workflow whose type or default makes no sense.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-call-input",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wrong_call_input.md"),
    run: &[Run::Found(Fault::WrongCallInput)],
};
