//! `wrong-dispatch-input`: an input of a workflow that is started by hand, and cannot be filled in.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-dispatch-input",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wrong_dispatch_input.md"),
    run: &[Run::Found(Fault::WrongDispatchInput)],
};
