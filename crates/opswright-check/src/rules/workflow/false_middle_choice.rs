//! `false-middle-choice`: a choice by `&&` and `||` whose first value counts as false.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "false-middle-choice",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("false_middle_choice.md"),
    run: &[Run::Found(Fault::FalseMiddleChoice)],
};
