//! `broken-filter-pattern`: a pattern of branches, tags or paths that cannot match.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broken-filter-pattern",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broken_filter_pattern.md"),
    run: &[Run::Found(Fault::BrokenPattern)],
};
