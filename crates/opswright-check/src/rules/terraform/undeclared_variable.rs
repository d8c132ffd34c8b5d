//! `undeclared-variable`: a variable that is used and not declared.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undeclared-variable",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undeclared_variable.md"),
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
                let Some(name) = reference.value.strip_prefix("var.") else {
                    continue;
                };
                if names.contains(reference.value.as_str()) {
                    continue;
                }
                let message = format!("there is no variable `{name}` in this module");
                report.find_in(&summary.path, reference.range, message).fix =
                    Some(advice("declare it, or mend the name"));
            }
        }
    }
}
