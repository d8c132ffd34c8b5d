//! `unhashed-module`: a module that is not held to a commit.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::sources::{Source, source};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unhashed-module",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("unhashed_module.md"),
    run: &[Run::Terraform(run)],
};

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for module in file.blocks("module") {
        let Some(value) = module.body.value("source") else {
            continue;
        };
        let hashed = match value.as_str().map(source) {
            Some(Source::Git { reference }) => reference.is_some_and(|reference| {
                reference.len() >= 7
                    && reference.len() <= 64
                    && reference.bytes().all(|byte| byte.is_ascii_hexdigit())
            }),
            Some(Source::Registry) => false,
            Some(Source::Local | Source::Other) | None => continue,
        };
        if !hashed {
            let message = format!("module `{}` is not held to a commit", module.label(0));
            report.find(value.range, message).fix =
                Some(advice("take it from git, with `?ref=` and the full commit"));
        }
    }
}
