//! `missing-memory-limit`: a container that may take all memory of its node.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Role;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "missing-memory-limit",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_memory_limit.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        // A container that says nothing of resources at all is one fault: it requests nothing.
        let silent = contained.container.field(&["resources"]).is_absent();
        let bounded = contained
            .pod
            .field(&["resources", "limits"])
            .known()
            .is_some();
        if silent || bounded || contained.container.role == Role::Init {
            continue;
        }
        let limit = contained
            .container
            .field(&["resources", "limits", "memory"]);
        if !limit.is_absent() {
            continue;
        }
        let request = contained
            .container
            .text(&["resources", "requests", "memory"]);
        let fix = match request {
            Some(request) => advice(format!(
                "set `limits.memory`, at least to the {request} that it requests"
            )),
            None => advice("set `requests.memory` and `limits.memory`"),
        };
        let place = contained
            .container
            .node
            .entry("resources")
            .map_or(contained.place(), |entry| entry.key.range());
        let message = format!("{} has no limit of memory", contained.words());
        report.find(place, message).fix = Some(fix);
    }
}
