//! `unknown-shell`: a shell that the runner does not have.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-shell",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_shell.md"),
    run: &[Run::Found(Fault::UnknownShell)],
};
