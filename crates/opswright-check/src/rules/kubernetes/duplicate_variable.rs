//! `duplicate-variable`: a variable that a container sets twice.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-variable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_variable.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for variable in contained.container.variables() {
            let name = variable.name.as_str().unwrap_or("");
            let range = variable.name.range();
            if name.is_empty() {
                continue;
            }
            if let Some(first) = seen.insert(name, range.start) {
                let evidence = format!("{} sets it already", report.place(first));
                let message = format!(
                    "{} sets `{name}` twice; the last one holds",
                    contained.words()
                );
                let finding = report.find(range, message);
                finding.evidence.push(evidence);
                finding.fix = Some(advice("take one of them out"));
            }
        }
    }
}
