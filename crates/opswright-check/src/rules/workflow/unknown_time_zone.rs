//! `unknown-time-zone`: a schedule in a time zone that there is not.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-time-zone",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_time_zone.md"),
    run: &[Run::Found(Fault::UnknownTimeZone)],
};
