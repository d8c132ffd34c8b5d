//! `missing-resource-requests`: a container that does not say how much processor and memory it needs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Role;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-resource-requests",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_resource_requests.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        if contained.container.role == Role::Init
            || contained.pod.field(&["resources"]).known().is_some()
        {
            continue;
        }
        let lacks = |name: &str| {
            let at = |kind: &str| {
                contained
                    .container
                    .field(&["resources", kind, name])
                    .is_absent()
            };
            at("requests") && at("limits")
        };
        let lacking: Vec<&str> = ["cpu", "memory"]
            .into_iter()
            .filter(|name| lacks(name))
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let message = format!(
            "{} requests no {}, so it is placed on a node as if it needed none",
            contained.words(),
            lacking.join(" and no ")
        );
        let place = contained
            .container
            .node
            .entry("resources")
            .map_or(contained.place(), |entry| entry.key.range());
        report.find(place, message).fix = Some(advice(
            "set `resources.requests` to what it was seen to use",
        ));
    }
}
