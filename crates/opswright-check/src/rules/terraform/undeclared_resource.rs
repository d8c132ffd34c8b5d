//! `undeclared-resource`: a resource or data source that is used and not declared.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undeclared-resource",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undeclared_resource.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph
        .modules()
        .iter()
        .filter(|module| module.is_whole() && !module.is_fragment())
    {
        let names = module.names();
        for (summary, file) in &module.files {
            for reference in &file.references {
                let name = reference.value.as_str();
                let kind = name.strip_prefix("data.").unwrap_or(name);
                // A type of resource begins with the name of its provider.
                let resource = kind
                    .split('.')
                    .next()
                    .is_some_and(|kind| kind.contains('_'));
                if !resource || names.contains(name) {
                    continue;
                }
                let message = format!("there is no `{name}` in this module");
                report.find_in(&summary.path, reference.range, message).fix =
                    Some(advice("declare it, or mend the name"));
            }
        }
    }
}
