//! `broken-schedule`: a `cron` line that GitHub cannot read.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "broken-schedule",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("broken_schedule.md"),
    run: &[Run::Found(Fault::BrokenSchedule)],
};
