//! `unknown-call-output`: an output that the called workflow or action of the repository does not have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use super::calls::{calls, target};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-call-output",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unknown_call_output.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, call) in calls(graph) {
        let Some(interface) = target(graph, call) else {
            continue;
        };
        for asked in &call.outputs {
            let known = interface
                .outputs
                .iter()
                .any(|known| known.eq_ignore_ascii_case(&asked.value));
            if !known {
                report
                    .find_in(
                        &file.path,
                        asked.range,
                        format!("`{}` puts out no `{}`", call.uses.value, asked.value),
                    )
                    .fix = Some(advice(
                    "declare the output there: without it the value is always empty",
                ));
            }
        }
    }
}
