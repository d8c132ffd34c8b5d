//! `step-without-shell`: a script in a composite action that does not name its shell.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "step-without-shell",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("step_without_shell.md"),
    run: &[Run::Found(Fault::StepWithoutShell)],
};
