//! `unmatched-exclude`: an exclusion from a matrix that excludes nothing.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unmatched-exclude",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unmatched_exclude.md"),
    run: &[Run::Found(Fault::UnmatchedExclude)],
};
