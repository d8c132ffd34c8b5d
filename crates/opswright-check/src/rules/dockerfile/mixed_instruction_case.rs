//! `mixed-instruction-case`: instructions in two cases.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::Dockerfile;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "mixed-instruction-case",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("mixed_instruction_case.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    let upper = file
        .instructions
        .iter()
        .filter(|instruction| is_upper(&instruction.keyword.text))
        .count();
    let wants_upper = upper * 2 >= file.instructions.len();
    for instruction in &file.instructions {
        let written = instruction.keyword.text.as_str();
        let wanted = if wants_upper {
            written.to_ascii_uppercase()
        } else {
            written.to_ascii_lowercase()
        };
        if written != wanted {
            let edits = vec![replace(instruction.keyword.range, wanted.as_str())];
            let fix = report.fix(format!("write `{wanted}`"), Safety::Safe, edits);
            let message = format!("write `{wanted}`, as most of the file does");
            report.find(instruction.keyword.range, message).fix = Some(fix);
        }
    }
}

fn is_upper(text: &str) -> bool {
    text.chars().all(|letter| !letter.is_ascii_lowercase())
}
