//! `unknown-runner`: a label in the manner of GitHub's runners which GitHub does not offer.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-runner",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_runner.md"),
    run: &[Run::Found(Fault::UnknownRunner)],
};
