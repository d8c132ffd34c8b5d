//! `duplicate-object`: an object that is defined twice.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::folder;
use std::collections::BTreeMap;

use super::together::{Placed, Together};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-object",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_object.md"),
    run: &[Run::Manifests(run)],
};

fn run(together: &Together<'_>, report: &mut Report<'_>) {
    let mut seen: BTreeMap<(&str, &str, &str, Option<&str>, &str), Placed<'_>> = BTreeMap::new();
    for placed in &together.objects {
        let object = placed.object;
        let name = object.name.value.as_str();
        if name.is_empty() || object.patch || placed.templated || name.contains('$') {
            continue;
        }
        let key = (
            folder(&placed.file.path),
            object.kind.as_str(),
            object.group.as_str(),
            object.namespace.as_deref(),
            name,
        );
        let Some(first) = seen.get(&key) else {
            seen.insert(key, *placed);
            continue;
        };
        let same_file = first.file.path == placed.file.path;
        // In a Kustomize folder the other one may be a patch, or the other half of a choice.
        if !same_file && together.is_kustomized(*placed) {
            continue;
        }
        let evidence = format!(
            "{}:{} defines it already",
            first.file.path, first.object.name.line
        );
        let message = format!(
            "the {} `{name}` is defined twice; the last one that is applied wins",
            object.kind
        );
        let finding = report.find_in(&placed.file.path, object.name.range, message);
        finding.evidence.push(evidence);
        if !same_file {
            finding.severity = Severity::Warning;
            finding.confidence = Confidence::Low;
        }
        finding.fix = Some(advice(
            "take one of them out, or give it another name or namespace",
        ));
    }
}
