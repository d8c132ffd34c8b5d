//! `duplicate-group-name`: two groups of one name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::RuleFile;
use std::collections::BTreeSet;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-group-name",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_group_name.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    let mut seen = BTreeSet::new();
    for group in &file.groups {
        let Some(name) = group.name else {
            report.find(group.node.range(), "this group has no `name`");
            continue;
        };
        let text = name.as_str().unwrap_or("");
        if text.is_empty() {
            report.find(name.range(), "this group has an empty `name`");
        } else if !seen.insert(text) {
            report.find(
                name.range(),
                format!("there is a group `{text}` in this file already"),
            );
        }
    }
}
