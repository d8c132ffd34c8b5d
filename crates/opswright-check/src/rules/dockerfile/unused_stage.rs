//! `unused-stage`: a stage that nothing uses.

use std::collections::BTreeSet;

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Graph, StageSummary};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-stage",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_stage.md"),
    run: &[Run::Graph(run)],
};

/// Stages that people build by name.
const TARGETS: &[&str] = &[
    "test", "dev", "debug", "lint", "check", "ci", "prod", "release", "export", "local", "docs",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let built = graph.built();
    for (summary, file) in graph.dockerfiles() {
        let used: BTreeSet<&str> = file.uses.iter().map(String::as_str).collect();
        let named_by_compose: Vec<String> = built
            .iter()
            .filter(|built| built.file.path == summary.path)
            .filter_map(|built| {
                built
                    .build
                    .target
                    .as_ref()
                    .map(|target| target.value.clone())
            })
            .collect();
        for (index, stage) in file.stages.iter().enumerate() {
            let Some(name) = &stage.name else {
                continue;
            };
            let is_last = index + 1 == file.stages.len();
            let lower = name.to_ascii_lowercase();
            let is_target = TARGETS.iter().any(|word| lower.contains(word))
                || named_by_compose.iter().any(|target| target == name);
            let is_used =
                used.contains(lower.as_str()) || used.contains(index.to_string().as_str());
            if !(is_last || is_target || is_used || file.templated) {
                found(&summary.path, stage, name, report);
            }
        }
    }
}

fn found(path: &str, stage: &StageSummary, name: &str, report: &mut Report<'_>) {
    let message = format!("nothing uses the stage `{name}`");
    report.find_in(path, stage.from.range, message);
}
