//! `condition-always-true`: a condition that is a text, and so always true.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "condition-always-true",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("condition_always_true.md"),
    run: &[Run::Found(Fault::ConditionAlwaysTrue)],
};
