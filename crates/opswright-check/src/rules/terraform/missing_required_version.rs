//! `missing-required-version`: a module that does not say which Terraform it needs.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-required-version",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_required_version.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph.modules() {
        let named = module
            .files
            .iter()
            .any(|(_, file)| file.required_version.is_some());
        if named || module.is_example() || !module.is_whole() {
            continue;
        }
        let Some((summary, place)) = module.head() else {
            continue;
        };
        report
            .find_in(
                &summary.path,
                place.range,
                "no version of Terraform is asked for: any will be tried",
            )
            .fix = Some(advice("set `required_version` in the `terraform` block"));
    }
}
