//! `actor-condition`: a condition that trusts a bot by who acted last.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "actor-condition",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("actor_condition.md"),
    run: &[Run::Found(Fault::ActorCondition)],
};
