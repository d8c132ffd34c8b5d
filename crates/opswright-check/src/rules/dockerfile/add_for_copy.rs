//! `add-for-copy`: ADD where COPY is meant.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "add-for-copy",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("add_for_copy.md"),
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
        let plain = !sources.is_empty()
            && sources
                .iter()
                .all(|source| is_plain_file(&source.text) && !source.is_dynamic());
        let flags = instruction
            .flags
            .iter()
            .all(|flag| matches!(flag.name.as_str(), "chown" | "chmod" | "link"));
        if plain && flags {
            let fix = report.fix(
                "write COPY",
                Safety::Safe,
                vec![replace(instruction.keyword.range, "COPY")],
            );
            report
                .find(
                    instruction.keyword.range,
                    "ADD copies, but it also fetches and unpacks",
                )
                .fix = Some(fix);
        }
    }
}

/// Whether ADD would do nothing to it but copy.
fn is_plain_file(source: &str) -> bool {
    let remote = source.contains("://") || source.starts_with("git@");
    let archive = [".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".txz"]
        .iter()
        .any(|ending| source.ends_with(ending));
    let unknown = source.contains(['*', '?', '[']);
    !(remote || archive || unknown)
}
