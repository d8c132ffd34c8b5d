//! `production-stack-without-staging`: a stack for production without one for staging.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use opswright_project::{Graph, Kind, Summary, folder};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "production-stack-without-staging",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("production_stack_without_staging.md"),
    run: &[Run::Graph(run)],
};

const PRODUCTION: &[&str] = &["production", "prod", "prd", "live"];
const STAGING: &[&str] = &[
    "staging",
    "stage",
    "stg",
    "preprod",
    "pre",
    "uat",
    "qa",
    "test",
    "testing",
    "acceptance",
    "acc",
    "integration",
    "int",
    "nonprod",
    "nonproduction",
    "preview",
    "preproduction",
    "canary",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    // What stands beside each other, by the folder that holds it: name, and where to tell of it.
    let mut groups: BTreeMap<&str, Vec<(&str, &Summary, Range)>> = BTreeMap::new();
    for summary in graph
        .files()
        .filter(|summary| summary.kind == Kind::TerraformVariables)
    {
        let name = summary.path.rsplit('/').next().unwrap_or("");
        let stem = name.trim_end_matches(".tfvars").trim_end_matches(".auto");
        groups
            .entry(folder(&summary.path))
            .or_default()
            .push((stem, summary, Range::at(0)));
    }
    for module in graph
        .modules()
        .iter()
        .filter(|module| module.is_root() && !module.is_example())
    {
        if let Some((summary, place)) = module.head() {
            let name = module.folder.rsplit('/').next().unwrap_or("");
            groups
                .entry(folder(module.folder))
                .or_default()
                .push((name, summary, place.range));
        }
    }
    for members in groups.values() {
        let is = |name: &str, words: &[&str]| {
            name.split(['-', '_', '.'])
                .any(|part| words.contains(&part.to_ascii_lowercase().as_str()))
        };
        let production = members
            .iter()
            .find(|(name, ..)| is(name, PRODUCTION) && !is(name, STAGING));
        let staged = members.iter().any(|(name, ..)| is(name, STAGING));
        if let Some((name, summary, range)) = production.filter(|_| !staged) {
            let message =
                format!("`{name}` has no staging beside it: changes meet production first");
            report.find_in(&summary.path, *range, message).fix = Some(advice(
                "add the same stack for staging, and apply there first",
            ));
        }
    }
}
