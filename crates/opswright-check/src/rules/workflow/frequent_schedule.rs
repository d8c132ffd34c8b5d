//! `frequent-schedule`: a schedule that asks for more runs than GitHub starts.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "frequent-schedule",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("frequent_schedule.md"),
    run: &[Run::Found(Fault::FrequentSchedule)],
};
