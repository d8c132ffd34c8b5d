//! `duplicate-dotenv-key`: a variable that a file sets twice.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use opswright_project::{Assignment, Variables};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-dotenv-key",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_dotenv_key.md"),
    run: &[Run::Variables(run)],
};

fn run(variables: &Variables, report: &mut Report<'_>) {
    let mut known: BTreeMap<&str, &Assignment> = BTreeMap::new();
    for entry in &variables.entries {
        if let Some(first) = known.insert(entry.name.as_str(), entry) {
            let place = report.place(first.name_range.start);
            let finding = report.find(
                entry.name_range,
                format!(
                    "`{}` is set twice, and readers do not agree which one holds",
                    entry.name
                ),
            );
            finding.evidence.push(format!("{place} sets it before"));
            finding.fix = Some(advice("keep one of them"));
        }
    }
}
