//! `senseless-comparison`: a comparison between values that can never be equal, or have no order.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "senseless-comparison",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("senseless_comparison.md"),
    run: &[Run::Found(Fault::SenselessComparison)],
};
