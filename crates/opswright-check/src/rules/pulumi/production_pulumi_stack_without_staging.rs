//! `production-pulumi-stack-without-staging`: a stack for production without one for staging.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::BTreeMap;

use opswright_project::{Graph, Kind, folder};
use opswright_source::Range;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "production-pulumi-stack-without-staging",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("production_pulumi_stack_without_staging.md"),
    run: &[Run::Graph(run)],
};

const PRODUCTION: &[&str] = &["production", "prod", "prd", "live"];
const STAGING: &[&str] = &[
    "staging",
    "stage",
    "stg",
    "preprod",
    "uat",
    "qa",
    "test",
    "acceptance",
    "integration",
    "preview",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let mut stacks: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for summary in graph
        .files()
        .filter(|summary| summary.kind == Kind::PulumiStack)
    {
        let name = summary.path.rsplit('/').next().unwrap_or("");
        let stack = name.split('.').nth(1).unwrap_or("");
        stacks
            .entry(folder(&summary.path))
            .or_default()
            .push((stack, &summary.path));
    }
    for stacks in stacks.values() {
        let is =
            |stack: &str, words: &[&str]| stack.split(['-', '_']).any(|part| words.contains(&part));
        let staged = stacks.iter().any(|(stack, _)| is(stack, STAGING));
        if let Some((stack, path)) = stacks
            .iter()
            .find(|(stack, _)| is(stack, PRODUCTION))
            .filter(|_| !staged)
        {
            report
                .find_in(path, Range::at(0), format!("the stack `{stack}` has no staging beside it: changes meet production first"))
                .fix = Some(advice("add a stack for staging, and update it first"));
        }
    }
}
