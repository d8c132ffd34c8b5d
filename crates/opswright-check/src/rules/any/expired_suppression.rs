//! `expired-suppression`: a comment that allows something until a day that has come.

use opswright_diagnostic::{Confidence, Severity};

use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "expired-suppression",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("expired_suppression.md"),
    run: &[Run::Reading],
};
