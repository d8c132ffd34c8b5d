//! `unknown-rule`: a comment that allows a rule which does not exist.

use opswright_diagnostic::{Confidence, Severity};

use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-rule",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_rule.md"),
    run: &[Run::Reading],
};
