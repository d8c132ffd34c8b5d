//! `unused-argument`: a build argument that nothing uses.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::dockerfile::arguments::is_predefined;

pub(crate) static RULE: Rule = Rule {
    name: "unused-argument",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_argument.md"),
    run: &[Run::Dockerfile(run)],
};

/// Arguments that programs read from their variables, without being named again.
const READ_BY_PROGRAMS: &[&str] = &[
    "DEBIAN_FRONTEND",
    "NODE_ENV",
    "CI",
    "PIP_",
    "UV_",
    "NPM_",
    "CARGO_",
    "GO",
    "CGO_",
    "BUNDLE_",
    "YARN_",
    "PNPM_",
];

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Arg(pairs) = &instruction.body else {
            continue;
        };
        for pair in pairs {
            let name = pair.name.text.as_str();
            let is_read = READ_BY_PROGRAMS.iter().any(|start| name.starts_with(start));
            let rest = report.text.get(instruction.range.end..).unwrap_or("");
            let is_built = rest
                .lines()
                .any(|line| line.contains("RUN") && line.contains("build"));
            if is_predefined(name) || is_read || is_built || uses(rest, name) {
                continue;
            }
            report.find(pair.name.range, format!("nothing uses `{name}`"));
        }
    }
}

/// Whether the name stands in the text as a word of its own.
fn uses(text: &str, name: &str) -> bool {
    let is_part = |character: Option<char>| {
        character.is_some_and(|character| character.is_alphanumeric() || character == '_')
    };
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text
            .get(at + name.len()..)
            .and_then(|text| text.chars().next());
        !is_part(before) && !is_part(after)
    })
}
