//! `unused-argument`: a build argument that nothing uses.

use std::collections::BTreeMap;

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
    let text = report.text;
    let last = last_words(text);
    let built = last_build(text);
    for instruction in &file.instructions {
        let Body::Arg(pairs) = &instruction.body else {
            continue;
        };
        let end = instruction.range.end;
        for pair in pairs {
            let name = pair.name.text.as_str();
            let is_read = READ_BY_PROGRAMS.iter().any(|start| name.starts_with(start));
            let is_built = built.is_some_and(|at| at >= end);
            let is_name = name.chars().all(is_part);
            let is_used = last.get(name).is_some_and(|at| *at >= end);
            if is_predefined(name) || is_read || is_built || !is_name || is_used {
                continue;
            }
            report.find(pair.name.range, format!("nothing uses `{name}`"));
        }
    }
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Where each word stands last.
fn last_words(text: &str) -> BTreeMap<&str, usize> {
    let mut last = BTreeMap::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        match (start, is_part(character)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                last.insert(text.get(from..at).unwrap_or(""), from);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        last.insert(text.get(from..).unwrap_or(""), from);
    }
    last
}

/// Where the last line begins that builds something: what it reads nobody knows.
fn last_build(text: &str) -> Option<usize> {
    let mut last = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.contains("RUN") && line.contains("build") {
            last = Some(start);
        }
        start += line.len();
    }
    last
}
