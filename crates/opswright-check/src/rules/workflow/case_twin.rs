//! `case-twin`: two names that differ in their case alone, which GitHub takes for one.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "case-twin",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("case_twin.md"),
    run: &[Run::Found(Fault::CaseTwin)],
};
