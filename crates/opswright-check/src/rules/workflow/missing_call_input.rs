//! `missing-call-input`: a call without an input or a secret that the workflow or action of the repository needs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::calls::{calls, target};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-call-input",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_call_input.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, call) in calls(graph) {
        let Some(interface) = target(graph, call) else {
            continue;
        };
        let inputs = call
            .inputs
            .as_ref()
            .map(|given| (given, "input", &interface.inputs));
        let secrets = match (&call.secrets, &interface.secrets) {
            (Some(given), Some(wanted)) if call.is_job => Some((given, "secret", wanted)),
            _ => None,
        };
        for (given, what, wanted) in inputs.into_iter().chain(secrets) {
            for missing in wanted.iter().filter(|wanted| {
                wanted.required
                    && !given
                        .iter()
                        .any(|given| given.value.eq_ignore_ascii_case(&wanted.name))
            }) {
                report
                    .find_in(
                        &file.path,
                        call.uses.range,
                        format!("`{}` needs the {what} `{}`", call.uses.value, missing.name),
                    )
                    .fix = Some(advice("give it, or let it have a default"));
            }
        }
    }
}
