//! `missing-environment-values`: a root for several environments without values for any.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Declared, Graph, Kind};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-environment-values",
    severity: Severity::Info,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_environment_values.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph
        .modules()
        .iter()
        .filter(|module| module.is_root() && !module.is_example())
    {
        let prefix = if module.folder.is_empty() {
            String::new()
        } else {
            format!("{}/", module.folder)
        };
        let values = graph.files().any(|summary| {
            summary.kind == Kind::TerraformVariables && summary.path.starts_with(&prefix)
        });
        if values {
            continue;
        }
        let variable = module.declared(Declared::Variable).find(|(_, variable)| {
            matches!(
                variable.short_name(),
                "environment" | "env" | "stage" | "environment_name" | "env_name"
            ) && !variable.attributes.contains_key("default")
        });
        if let Some((summary, variable)) = variable {
            let message = format!(
                "no file says what `{}` and the other variables are in each environment",
                variable.short_name()
            );
            report
                .find_in(&summary.path, variable.name.range, message)
                .fix = Some(advice(
                "add a file of values for each environment, such as `staging.tfvars` and `production.tfvars`",
            ));
        }
    }
}
