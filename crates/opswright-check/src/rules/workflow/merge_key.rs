//! `merge-key`: `<<` in a workflow, which GitHub does not merge.

use opswright_diagnostic::{Confidence, Severity};

use crate::actions::Fault;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "merge-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("merge_key.md"),
    run: &[Run::Found(Fault::MergeKey)],
};
