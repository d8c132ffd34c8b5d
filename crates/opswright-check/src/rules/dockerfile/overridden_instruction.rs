//! `overridden-instruction`: CMD, ENTRYPOINT or HEALTHCHECK that a later one in the same stage replaces.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};
use opswright_source::Range;
use std::mem::discriminant;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "overridden-instruction",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("overridden_instruction.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for stage in &file.stages {
        let instructions = file.instructions_of(stage);
        for (at, instruction) in instructions.iter().enumerate() {
            let later = instructions[at + 1..].iter().find(|later| {
                is_single(&instruction.body)
                    && discriminant(&later.body) == discriminant(&instruction.body)
            });
            if let Some(later) = later {
                let keyword = instruction.keyword.text.to_ascii_uppercase();
                let evidence = format!("{} replaces it", report.place(later.range.start));
                let edit = replace(whole_lines(instruction.range, report.text), "");
                let fix = report.fix(format!("remove this {keyword}"), Safety::Safe, vec![edit]);
                let finding = report.find(
                    instruction.range,
                    format!("only the last {keyword} of a stage counts"),
                );
                finding.evidence.push(evidence);
                finding.fix = Some(fix);
            }
        }
    }
}

fn is_single(body: &Body) -> bool {
    matches!(
        body,
        Body::Cmd(_) | Body::Entrypoint(_) | Body::Healthcheck(_)
    )
}

/// The range with its line break.
fn whole_lines(range: Range, text: &str) -> Range {
    let rest = text.get(range.end..).unwrap_or("");
    Range::new(
        range.start,
        range.end + rest.find('\n').map_or(rest.len(), |at| at + 1),
    )
}
