//! `unsupported-filter`: a filter on an event that cannot be narrowed by it.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unsupported-filter",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unsupported_filter.md"),
    run: &[Run::Found(Fault::UnsupportedFilter)],
};
