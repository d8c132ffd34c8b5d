//! `loose-contains`: a value from outside that is looked for within a text.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "loose-contains",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("loose_contains.md"),
    run: &[Run::Found(Fault::LooseContains)],
};
