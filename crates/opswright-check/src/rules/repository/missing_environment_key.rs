//! `missing-environment-key`: a key that one environment sets and another one lacks.

use opswright_diagnostic::{Confidence, Severity};
use std::collections::{BTreeMap, BTreeSet};

use super::environments::grouped;
use opswright_project::{Content, Declared, Graph, Located, folder};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-environment-key",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_environment_key.md"),
    run: &[Run::Graph(run)],
};

/// Keys of one environment, each with its place.
type Keys<'a> = BTreeMap<&'a str, &'a Located<String>>;

/// An environment: its name, the file, its keys.
type Environment<'a> = (&'a str, &'a str, Keys<'a>);

/// Fewer keys than this in common say nothing.
const LEAST: usize = 3;

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let files = graph.contents().filter_map(|(summary, content)| {
        let keys = match content {
            Content::Variables(variables) => variables.iter().map(|one| &one.name).collect(),
            Content::TerraformValues(values) => values.iter().collect(),
            _ => Vec::new(),
        };
        (!keys.is_empty()).then(|| (summary.path.as_str(), by_name(keys)))
    });
    for (_, environments) in grouped(files) {
        let sets: Vec<Environment<'_>> = environments
            .into_iter()
            .map(|(name, (_, path, keys))| (name, path, keys))
            .collect();
        let elsewhere = |lacking: &str, key: &str| is_optional(graph, lacking, key);
        compare(&sets, &elsewhere, report);
    }
    jobs(graph, report);
}

fn by_name(keys: Vec<&Located<String>>) -> Keys<'_> {
    keys.into_iter()
        .map(|key| (key.value.as_str(), key))
        .collect()
}

/// Jobs of one workflow with an environment each.
fn jobs(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, content) in graph.contents() {
        let Content::Workflow(workflow) = content else {
            continue;
        };
        let mut sets: Vec<Environment<'_>> = Vec::new();
        for job in &workflow.jobs {
            let Some(name) = job
                .environment
                .as_deref()
                .filter(|name| !name.contains('$'))
            else {
                continue;
            };
            if !sets.iter().any(|(other, _, _)| *other == name) {
                sets.push((name, &summary.path, by_name(job.variables.iter().collect())));
            }
        }
        compare(&sets, &|_, _| false, report);
    }
}

/// Keys that one of the environments has and another lacks, where they have most in common.
fn compare(
    sets: &[Environment<'_>],
    elsewhere: &dyn Fn(&str, &str) -> bool,
    report: &mut Report<'_>,
) {
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (name, path, keys) in sets {
        for (other, lacking, others) in sets {
            let common = keys.keys().filter(|key| others.contains_key(*key)).count();
            if name == other || common < LEAST || common * 2 < keys.len() {
                continue;
            }
            for (key, place) in keys.iter().filter(|(key, _)| !others.contains_key(*key)) {
                if elsewhere(lacking, key) || !told.insert((other, key)) {
                    continue;
                }
                let here = if lacking == path {
                    String::new()
                } else {
                    format!(" of {lacking}")
                };
                let finding = report.find_in(
                    path,
                    place.range,
                    format!("`{key}` is set for {name}, and nothing sets it for {other}{here}"),
                );
                finding.fix = Some(advice(format!(
                    "set `{key}` for {other} too, or leave it out of {name}"
                )));
            }
        }
    }
}

/// Whether a key is set for all environments, or has a default.
fn is_optional(graph: &Graph<'_>, lacking: &str, key: &str) -> bool {
    let place = folder(lacking);
    let shared = [
        ".env",
        ".env.defaults",
        "terraform.tfvars",
        "common.tfvars",
        "defaults.env",
    ]
    .iter()
    .map(|name| {
        if place.is_empty() {
            (*name).to_owned()
        } else {
            format!("{place}/{name}")
        }
    })
    .filter_map(|path| graph.file(&path))
    .any(|summary| match &summary.content {
        Content::Variables(variables) => variables.iter().any(|one| one.name.value == key),
        Content::TerraformValues(values) => values.iter().any(|one| one.value == key),
        _ => false,
    });
    if shared || !lacking.ends_with(".tfvars") {
        return shared;
    }
    // Only variables that a module here needs are needed.
    let name = format!("var.{key}");
    let mut declared = graph
        .modules()
        .iter()
        .flat_map(|module| module.declared(Declared::Variable))
        .filter(|(_, variable)| variable.name.value == name)
        .peekable();
    declared.peek().is_none()
        || declared.any(|(_, variable)| variable.attributes.contains_key("default"))
}
