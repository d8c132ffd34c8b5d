//! `conflicting-runners`: labels that no runner can have together.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "conflicting-runners",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("conflicting_runners.md"),
    run: &[Run::Found(Fault::ConflictingRunners)],
};
