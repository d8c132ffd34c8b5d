//! `duplicate-declaration`: a name that is declared twice in one module.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-declaration",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_declaration.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for module in graph
        .modules()
        .iter()
        .filter(|module| !module.is_fragment())
    {
        let mut seen: BTreeMap<&str, (&str, u32)> = BTreeMap::new();
        for (summary, file) in &module.files {
            // Overriding files say things again on purpose; OpenTofu takes its own file in place of the other.
            if file.overrides || summary.path.ends_with(".tofu") {
                continue;
            }
            for declaration in &file.declared {
                let name = declaration.name.value.as_str();
                let Some((path, line)) = seen.insert(name, (&summary.path, declaration.name.line))
                else {
                    continue;
                };
                let message = format!(
                    "`{}` is declared twice in this module",
                    name.trim_end_matches('.')
                );
                let finding = report.find_in(&summary.path, declaration.name.range, message);
                finding
                    .evidence
                    .push(format!("{path}:{line} declares it first"));
                finding.fix = Some(advice("remove or rename one of them"));
            }
        }
    }
}
