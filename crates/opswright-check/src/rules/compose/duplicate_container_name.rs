//! `duplicate-container-name`: a name that two services give their containers.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use opswright_project::compose::Service;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-container-name",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_container_name.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    let mut known: BTreeMap<&str, &Service<'_>> = BTreeMap::new();
    for service in &file.services {
        let Some(node) = service.get("container_name") else {
            continue;
        };
        let Some(name) = node
            .as_str()
            .filter(|name| !name.is_empty() && !name.contains('$'))
        else {
            continue;
        };
        match known.get(name) {
            Some(other) if !apart(other, service) => {
                let place = report.place(other.key.range().start);
                let finding = report.find(
                    node.range(),
                    format!(
                        "`{}` has this name already, and an engine gives it only once",
                        other.name
                    ),
                );
                finding.evidence.push(format!("{place} defines it"));
                finding.fix = Some(advice(
                    "leave `container_name` out: Compose makes a name that is free",
                ));
            }
            Some(_) => {}
            None => {
                known.insert(name, service);
            }
        }
    }
}

/// Whether two services never run at once: they are of different profiles.
pub(super) fn apart(a: &Service<'_>, b: &Service<'_>) -> bool {
    let profiles = |service: &Service<'_>| -> Vec<String> {
        service
            .get("profiles")
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect()
    };
    let (one, two) = (profiles(a), profiles(b));
    !one.is_empty() && !two.is_empty() && !one.iter().any(|profile| two.contains(profile))
}
