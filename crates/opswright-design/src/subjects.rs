//! The names of workloads and resources that answers may speak about.

use std::collections::BTreeMap;

use opswright_survey::{Facts, Workload};

use crate::answers::Answers;
use crate::resources;

/// A workload of the facts, or one that answers declare, under its unique name.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) name: String,
    pub(crate) facts: Workload,
}

/// What can be spoken about.
#[derive(Debug, Clone)]
pub(crate) struct Subjects {
    /// Every workload that is deployed.
    pub(crate) workloads: Vec<Subject>,
    /// Names of the libraries, which are not.
    pub(crate) libraries: Vec<String>,
    pub(crate) resources: Vec<String>,
}

impl Subjects {
    /// Workloads by path then name, with unique names, and the names of their resources.
    pub(crate) fn of(facts: &Facts, answers: &Answers) -> Self {
        let (libraries, workloads): (Vec<Subject>, Vec<Subject>) = all(facts, answers)
            .into_iter()
            .partition(|subject| is_library(subject, answers));
        let libraries = libraries.into_iter().map(|library| library.name).collect();
        let resources = resources::groups(&workloads, answers)
            .into_iter()
            .map(|group| group.name)
            .collect();
        Self {
            workloads,
            libraries,
            resources,
        }
    }

    /// The names of all `workload`s or `resource`s.
    pub(crate) fn named(&self, subject: &str) -> Vec<String> {
        match subject {
            "workload" => self
                .workloads
                .iter()
                .map(|workload| workload.name.clone())
                .chain(self.libraries.iter().cloned())
                .collect(),
            _ => self.resources.clone(),
        }
    }
}

/// Every workload of the facts, and every one that an answer declares, by path then name.
fn all(facts: &Facts, answers: &Answers) -> Vec<Subject> {
    let mut sorted: Vec<&Workload> = facts.workloads.iter().collect();
    sorted.sort_by(|a, b| (&a.path, &a.name).cmp(&(&b.path, &b.name)));
    let mut subjects = Vec::new();
    for (name, workload) in unique_names(&sorted).into_iter().zip(&sorted) {
        subjects.push(Subject {
            name,
            facts: (*workload).clone(),
        });
    }
    for (name, path) in declared(answers) {
        if subjects.iter().all(|known| known.name != name) {
            subjects.push(Subject {
                facts: unknown_workload(&name, &path),
                name,
            });
        }
    }
    subjects.sort_by(|a, b| (&a.facts.path, &a.name).cmp(&(&b.facts.path, &b.name)));
    subjects
}

fn is_library(subject: &Subject, answers: &Answers) -> bool {
    let found = subject.facts.kind.as_ref().map(|kind| kind.value.as_str());
    let key = format!("workload.{}.kind", subject.name);
    let kind = answers.get(&key).map(|answer| answer.value.as_str());
    kind.or(found) == Some("library")
}

/// Workloads that exist because an answer gives their path.
fn declared(answers: &Answers) -> Vec<(String, String)> {
    answers
        .iter()
        .filter_map(|(key, answer)| {
            let name = key.strip_prefix("workload.")?.strip_suffix(".path")?;
            Some((name.to_owned(), answer.value.clone()))
        })
        .collect()
}

/// Names in the order of `sorted`; workloads that share a name are named by their path.
fn unique_names(sorted: &[&Workload]) -> Vec<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for workload in sorted {
        *count.entry(slug(&workload.name)).or_default() += 1;
    }
    let mut names: Vec<String> = Vec::new();
    for workload in sorted {
        let plain = slug(&workload.name);
        let shared = count.get(&plain).is_some_and(|times| *times > 1);
        let wanted = if shared && workload.path != "." {
            slug(&workload.path)
        } else {
            plain
        };
        // One more than there are names always leaves a free one.
        let free = (2..=names.len() + 2)
            .map(|number| format!("{wanted}-{number}"))
            .find(|name| !names.contains(name));
        let taken = names.contains(&wanted);
        names.push(if taken {
            free.unwrap_or(wanted)
        } else {
            wanted
        });
    }
    names
}

/// `text` as `[a-z0-9-]`; `app` where nothing is left.
pub(crate) fn slug(text: &str) -> String {
    let mapped: String = text
        .chars()
        .map(|character| match character.to_ascii_lowercase() {
            kept @ ('a'..='z' | '0'..='9') => kept,
            _ => '-',
        })
        .collect();
    let parts: Vec<&str> = mapped.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "app".to_owned()
    } else {
        parts.join("-")
    }
}

fn unknown_workload(name: &str, path: &str) -> Workload {
    Workload {
        path: path.to_owned(),
        name: name.to_owned(),
        kind: None,
        language: None,
        framework: None,
        package_manager: None,
        package_manager_version: None,
        runtime_version: None,
        install: None,
        build: None,
        start: None,
        port: None,
        health_path: None,
        migrations: None,
        migrate: None,
        lint: None,
        typecheck: None,
        test: None,
        coverage: None,
        lockfile: None,
        artifact: None,
        resources: Vec::new(),
        variables: Vec::new(),
    }
}
