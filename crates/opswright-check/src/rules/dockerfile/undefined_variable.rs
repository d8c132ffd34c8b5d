//! `undefined-variable`: a variable that nothing sets.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Base, Body, Dockerfile, Instruction, Stage, Word, expand};

use crate::closeness::is_close;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::rules::dockerfile::arguments::is_predefined;
use crate::rules::dockerfile::stages::chain;

pub(crate) static RULE: Rule = Rule {
    name: "undefined-variable",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undefined_variable.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let is_empty = chain(file, stage)
            .last()
            .is_some_and(|last| last.base == Base::Scratch);
        let mut set = inherited(file, stage);
        let mut later = Vec::new();
        for instruction in file.instructions_of(stage) {
            take(instruction, &mut later);
        }
        for instruction in file.instructions_of(stage) {
            for word in words(instruction) {
                for name in expand(&word.text, |name| is_set(&set, name)).unknown {
                    let close = set
                        .iter()
                        .map(String::as_str)
                        .chain(["PATH", "HOME"])
                        .find(|other| is_close(other, &name));
                    let message = match close {
                        Some(close) => format!("nothing sets `{name}`; `{close}` is set"),
                        None if later.contains(&name) => {
                            format!("`{name}` is set only further down")
                        }
                        // Images name their variables in capitals.
                        None if is_empty || is_lower(&name) => format!("nothing sets `{name}`"),
                        None => continue,
                    };
                    report.find(word.range, message);
                }
            }
            take(instruction, &mut set);
        }
    }
}

fn is_lower(name: &str) -> bool {
    !name.chars().any(|letter| letter.is_ascii_uppercase())
}

fn is_set(set: &[String], name: &str) -> Option<String> {
    let known = set.iter().any(|other| other == name)
        || is_predefined(name)
        || matches!(name, "PATH" | "HOME");
    known.then(|| "x".to_owned())
}

/// What the stages below set; of arguments only those that were made variables outlive a stage, but a name is a name.
fn inherited(file: &Dockerfile, stage: &Stage) -> Vec<String> {
    let mut set = Vec::new();
    for below in chain(file, stage).into_iter().skip(1) {
        for instruction in file.instructions_of(below) {
            take(instruction, &mut set);
        }
    }
    set
}

fn take(instruction: &Instruction, set: &mut Vec<String>) {
    if let Body::Env(pairs) | Body::Arg(pairs) = &instruction.body {
        set.extend(pairs.iter().map(|pair| pair.name.text.clone()));
    }
}

/// Words in which the builder replaces variables.
fn words(instruction: &Instruction) -> Vec<&Word> {
    match &instruction.body {
        Body::Copy {
            sources,
            destination,
            ..
        } => sources.iter().chain(destination).collect(),
        Body::Env(pairs) | Body::Label(pairs) | Body::Arg(pairs) => pairs
            .iter()
            .filter_map(|pair| pair.value.as_ref())
            .collect(),
        Body::Expose(words) | Body::Volume(words) => words.iter().collect(),
        Body::User(word) | Body::Workdir(word) | Body::StopSignal(word) => vec![word],
        _ => Vec::new(),
    }
}
