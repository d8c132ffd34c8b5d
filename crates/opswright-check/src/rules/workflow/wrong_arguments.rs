//! `wrong-arguments`: a function that is called with too few, too many or wrong arguments.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-arguments",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("wrong_arguments.md"),
    run: &[Run::Found(Fault::WrongArguments)],
};
