//! `remote-add`: ADD of an address.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "remote-add",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("remote_add.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Copy {
            add: true, sources, ..
        } = &instruction.body
        else {
            continue;
        };
        let remote = sources.iter().find(|source| {
            source.text.starts_with("http://") || source.text.starts_with("https://")
        });
        if let Some(source) = remote.filter(|_| instruction.flag("checksum").is_none()) {
            report
                .find(source.range, "this is fetched without a checksum")
                .fix = Some(advice("ADD --checksum=sha256:..."));
        }
    }
}
