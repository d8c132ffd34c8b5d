//! `undocumented-environment-key`: a variable that a Compose file needs and the example of variables does not name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, VariableSummary, folder};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "undocumented-environment-key",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undocumented_environment_key.md"),
    run: &[Run::Graph(run)],
};

/// Names of files that show which variables there are.
const EXAMPLES: [&str; 8] = [
    ".env.example",
    ".env.sample",
    ".env.template",
    ".env.dist",
    "env.example",
    "example.env",
    "sample.env",
    ".env-example",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (summary, compose) in graph.compose_files() {
        let place = folder(&summary.path);
        let at = |name: &str| {
            let path = if place.is_empty() {
                name.to_owned()
            } else {
                format!("{place}/{name}")
            };
            graph.file(&path)
        };
        let Some((example, shown)) = EXAMPLES.iter().find_map(|name| {
            let file = at(name)?;
            Some((*name, variables(&file.content)?))
        }) else {
            continue;
        };
        let set = at(".env")
            .and_then(|file| variables(&file.content))
            .unwrap_or_default();
        for variable in &compose.unguarded {
            let known =
                |list: &[VariableSummary]| list.iter().any(|one| one.name.value == variable.value);
            if known(shown) || known(set) || is_of_the_shell(&variable.value) {
                continue;
            }
            report
                .find_in(
                    &summary.path,
                    variable.range,
                    format!(
                        "`{}` has no default here, and {example} does not name it",
                        variable.value
                    ),
                )
                .fix = Some(advice(format!(
                "add `{}=` to {example}, or give it a default: `${{{}:-...}}`",
                variable.value, variable.value
            )));
        }
    }
}

fn variables(content: &Content) -> Option<&[VariableSummary]> {
    match content {
        Content::Variables(variables) => Some(variables),
        _ => None,
    }
}

/// Variables that every shell has.
fn is_of_the_shell(name: &str) -> bool {
    matches!(
        name,
        "HOME" | "USER" | "UID" | "GID" | "PWD" | "PATH" | "HOSTNAME" | "SHELL" | "TZ" | "LANG"
    ) || name.starts_with("COMPOSE_")
}
