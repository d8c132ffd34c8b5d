//! All rules, format by format.

pub(crate) mod alertmanager;
pub(crate) mod any;
pub(crate) mod compose;
pub(crate) mod dashboard;
pub(crate) mod dockerfile;
pub(crate) mod helm;
pub(crate) mod kubernetes;
pub(crate) mod kustomize;
pub(crate) mod migration;
pub(crate) mod prometheus;
pub(crate) mod pulumi;
pub(crate) mod repository;
pub(crate) mod scrape;
pub(crate) mod secret;
pub(crate) mod settings;
pub(crate) mod shell;
pub(crate) mod terraform;
pub(crate) mod variables;
pub(crate) mod workflow;

use crate::rule::Rule;

/// The rules of each format.
const FORMATS: &[&[&Rule]] = &[
    any::RULES,
    dockerfile::RULES,
    compose::RULES,
    workflow::RULES,
    terraform::RULES,
    pulumi::RULES,
    migration::RULES,
    prometheus::RULES,
    scrape::RULES,
    alertmanager::RULES,
    kubernetes::RULES,
    kustomize::RULES,
    helm::RULES,
    dashboard::RULES,
    shell::RULES,
    repository::RULES,
    settings::RULES,
    variables::RULES,
    secret::RULES,
];

/// Every rule that there is.
pub static RULES: &[&Rule] = &joined();

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

const COUNT: usize = {
    let (mut count, mut format) = (0, 0);
    while format < FORMATS.len() {
        count += FORMATS[format].len();
        format += 1;
    }
    count
};

/// The tables after each other, when this is compiled.
const fn joined() -> [&'static Rule; COUNT] {
    let mut rules = [FORMATS[0][0]; COUNT];
    let (mut next, mut format) = (0, 0);
    while format < FORMATS.len() {
        let mut at = 0;
        while at < FORMATS[format].len() {
            rules[next] = FORMATS[format][at];
            next += 1;
            at += 1;
        }
        format += 1;
    }
    rules
}
