//! `unused-variable`: a variable that nothing uses.

use opswright_diagnostic::{Confidence, Severity};
use opswright_diagnostic::{FileEdit, Fix, Safety};
use opswright_project::{Declared, Graph};
use opswright_source::Edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-variable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unused_variable.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph
        .modules()
        .iter()
        .filter(|module| module.is_whole() && !module.is_fragment())
    {
        let references = module.references();
        for (summary, declaration) in module.declared(Declared::Variable) {
            if references.contains(declaration.name.value.as_str()) {
                continue;
            }
            let message = format!(
                "the variable `{}` is used nowhere in this module",
                declaration.short_name()
            );
            let edits = declaration.lines.map(|range| FileEdit {
                path: summary.path.clone(),
                edit: Edit {
                    range,
                    text: String::new(),
                },
            });
            report
                .find_in(&summary.path, declaration.name.range, message)
                .fix = Some(Fix {
                title: "remove it".to_owned(),
                safety: Safety::Unsafe,
                edits: edits.into_iter().collect(),
            });
        }
    }
}
