//! `retired-runner`: a runner that GitHub has switched off.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-runner",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("retired_runner.md"),
    run: &[Run::Found(Fault::RetiredRunner)],
};
