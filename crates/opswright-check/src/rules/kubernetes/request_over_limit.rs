//! `request-over-limit`: a container that requests more than it may have.

use opswright_diagnostic::{Confidence, Severity};

use super::quantity::quantity;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "request-over-limit",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("request_over_limit.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let requests = contained
            .container
            .field(&["resources", "requests"])
            .known();
        for entry in requests.into_iter().flat_map(|map| map.entries()) {
            let name = entry.name();
            let limit = contained.container.text(&["resources", "limits", name]);
            let (Some(asked), Some(most)) = (
                entry.value.as_str().and_then(quantity),
                limit.and_then(quantity),
            ) else {
                continue;
            };
            if asked > most {
                let message = format!(
                    "{} requests {} of {name} and may have {}, so it is refused",
                    contained.words(),
                    entry.value.as_str().unwrap_or(""),
                    limit.unwrap_or("")
                );
                report.find(entry.value.range(), message).fix =
                    Some(advice("raise the limit, or lower the request"));
            }
        }
    }
}
