//! `undeclared-value`: a value for a variable that is not declared.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, folder};

use crate::closeness::is_close;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undeclared-value",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undeclared_value.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for summary in graph.files() {
        let Content::TerraformValues(values) = &summary.content else {
            continue;
        };
        let here = folder(&summary.path);
        let Some(module) = graph
            .modules()
            .iter()
            .find(|module| module.folder == here && module.is_whole())
        else {
            continue;
        };
        let names = module.names();
        for value in values {
            let name = value.value.as_str();
            if names.contains(format!("var.{name}").as_str()) {
                continue;
            }
            let message =
                format!("`{name}` is no variable of this module, so its value is not used");
            let finding = report.find_in(&summary.path, value.range, message);
            let file = summary.path.rsplit('/').next().unwrap_or("");
            // Other files are loaded by name, perhaps for another module.
            if file != "terraform.tfvars" && !file.ends_with(".auto.tfvars") {
                finding.confidence = Confidence::Medium;
            }
            let close = names
                .iter()
                .filter_map(|other| other.strip_prefix("var."))
                .find(|other| is_close(name, other));
            finding.fix = Some(advice(match close {
                Some(close) => format!("write `{close}`, if that is meant"),
                None => "declare the variable, or remove the value".to_owned(),
            }));
        }
    }
}
