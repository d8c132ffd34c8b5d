//! `constant-condition`: a condition that is the same in every run.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "constant-condition",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("constant_condition.md"),
    run: &[Run::Found(Fault::ConstantCondition)],
};
