//! `dependabot-without-cooldown`: updates that are offered on the day of their release.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "dependabot-without-cooldown",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("dependabot_without_cooldown.md"),
    run: &[Run::Found(Fault::DependabotWithoutCooldown)],
};
