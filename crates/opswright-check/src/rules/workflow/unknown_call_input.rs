//! `unknown-call-input`: an input or a secret that the called workflow or action of the repository does not take.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::calls::{calls, target};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-call-input",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_call_input.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, call) in calls(graph) {
        let Some(interface) = target(graph, call) else {
            continue;
        };
        let inputs = call
            .inputs
            .iter()
            .flatten()
            .map(|given| (given, "input", Some(&interface.inputs)));
        let secrets = call
            .secrets
            .iter()
            .flatten()
            .filter(|_| call.is_job)
            .map(|given| (given, "secret", interface.secrets.as_ref()));
        for (given, what, known) in inputs.chain(secrets) {
            let unknown = known.is_none_or(|known| {
                !known
                    .iter()
                    .any(|known| known.name.eq_ignore_ascii_case(&given.value))
            });
            if unknown {
                report
                    .find_in(
                        &file.path,
                        given.range,
                        format!("`{}` takes no {what} `{}`", call.uses.value, given.value),
                    )
                    .fix = Some(advice(format!(
                    "declare the {what} there, or take it out here"
                )));
            }
        }
    }
}
