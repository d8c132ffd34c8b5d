//! `unlocked-providers`: a root whose providers are not locked.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Graph, join};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unlocked-providers",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unlocked_providers.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph.modules() {
        let locked = join(module.folder, ".terraform.lock.hcl")
            .is_some_and(|path| graph.file(&path).is_some());
        let uses = module
            .files
            .iter()
            .any(|(_, file)| !file.providers.is_empty() || !file.required_providers.is_empty());
        if locked || !uses || !module.is_root() || module.is_example() {
            continue;
        }
        let Some((summary, place)) = module.head() else {
            continue;
        };
        report
            .find_in(&summary.path, place.range, "no lock file beside this root: providers are neither the same everywhere nor verified")
            .fix = Some(advice("run `terraform init`, and commit `.terraform.lock.hcl`"));
    }
}
