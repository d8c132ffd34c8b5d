//! `missing-staging`: settings for production in a repository without any for staging.

use super::environments::{Stage, grouped, is_tried};
use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Graph, Kind, Summary};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-staging",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("missing_staging.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let is_of_environment = |summary: &&Summary| {
        matches!(
            summary.kind,
            Kind::Variables
                | Kind::Kustomization
                | Kind::Compose
                | Kind::HelmValues
                | Kind::TerraformVariables
        )
    };
    let files = graph.files().filter(is_of_environment);
    let is_sample = |path: &&str| !path.contains("sample") && !path.contains("example");
    let paths: Vec<&str> = files
        .map(|summary| summary.path.as_str())
        .filter(is_sample)
        .collect();
    let groups = grouped(paths.iter().map(|path| (*path, ())));
    let any_staging = groups.values().any(|group| {
        group
            .values()
            .any(|(stage, _, ())| *stage == Stage::Staging)
    });
    if any_staging {
        return;
    }
    for (group, environments) in &groups {
        let Some((_, path, ())) = environments.get("production") else {
            continue;
        };
        // A file for production beside one for developers says how much of a team there is: none to try things in.
        if is_tried(group, paths.iter().copied()) {
            continue;
        }
        if let Some(summary) = graph.file(path) {
            report
                .find_in(
                    &summary.path,
                    opswright_source::Range::at(0),
                    "there are settings for production, and none for an environment that comes before it",
                )
                .fix = Some(advice("add the same file for staging, and deploy there first"));
            return;
        }
    }
}
