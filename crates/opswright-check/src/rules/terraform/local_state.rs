//! `local-state`: a root without a remote backend.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "local-state",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("local_state.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph.modules() {
        let stored = module.files.iter().any(|(_, file)| file.backend.is_some());
        if stored || !module.is_root() || module.is_example() || !module.is_whole() {
            continue;
        }
        let Some((summary, place)) = module.head() else {
            continue;
        };
        report
            .find_in(
                &summary.path,
                place.range,
                "the state stays on the machine of whoever applies: no remote backend",
            )
            .fix = Some(advice(
            "add a `backend` or `cloud` block to the `terraform` block",
        ));
    }
}
