//! `conflicting-filters`: a filter and its opposite on one event.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "conflicting-filters",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("conflicting_filters.md"),
    run: &[Run::Found(Fault::ConflictingFilters)],
};
