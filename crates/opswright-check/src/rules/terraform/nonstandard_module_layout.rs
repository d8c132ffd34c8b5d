//! `nonstandard-module-layout`: a variable or output where nobody looks for it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Declared, Graph};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "nonstandard-module-layout",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("nonstandard_module_layout.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph.modules() {
        for (kind, word, wanted) in [
            (Declared::Variable, "variable", "variables"),
            (Declared::Output, "output", "outputs"),
        ] {
            let elsewhere = module.declared(kind).find(|(summary, _)| {
                let name = summary.path.rsplit('/').next().unwrap_or("");
                !name.contains(wanted) && !name.contains(word)
            });
            if let Some((summary, declaration)) = elsewhere {
                let message = format!(
                    "the {word} `{}` stands outside of `{wanted}.tf`",
                    declaration.short_name()
                );
                report
                    .find_in(&summary.path, declaration.name.range, message)
                    .fix = Some(advice(format!("move it to `{wanted}.tf`")));
            }
        }
    }
}
