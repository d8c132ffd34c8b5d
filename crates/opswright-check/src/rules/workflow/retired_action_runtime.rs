//! `retired-action-runtime`: an action that was made for a Node.js which runners no longer have.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "retired-action-runtime",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("retired_action_runtime.md"),
    run: &[Run::Found(Fault::RetiredActionRuntime)],
};
