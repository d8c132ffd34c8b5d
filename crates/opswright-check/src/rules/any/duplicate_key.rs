//! `duplicate-key`: a key that stands twice in the same map.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;
use std::collections::BTreeMap;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_key.md"),
    run: &[Run::Yaml(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    for node in yaml.documents().flat_map(|root| root.descend()) {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in node.entries().filter(|entry| entry.name() != "<<") {
            let at = entry.key.range().start;
            if let Some(first) = seen.insert(entry.name(), at) {
                let evidence = format!("{} has it already", report.place(first));
                report
                    .find(
                        entry.key.range(),
                        format!("the key `{}` stands twice in one map", entry.name()),
                    )
                    .evidence
                    .push(evidence);
            }
        }
    }
}
