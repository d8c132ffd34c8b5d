//! `copy-to-file`: several files copied to what is no folder.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "copy-to-file",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("copy_to_file.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Copy {
            sources,
            destination: Some(destination),
            ..
        } = &instruction.body
        else {
            continue;
        };
        let text = destination.text.trim_matches('"');
        let is_folder = text.ends_with(['/', '\\']) || text == "." || text.ends_with("/.");
        if sources.len() < 2
            || is_folder
            || destination.is_dynamic()
            || sources.iter().any(|source| source.text.starts_with("<<"))
        {
            continue;
        }
        let edits = if destination.text.contains('"') {
            Vec::new()
        } else {
            vec![replace(Range::at(destination.range.end), "/")]
        };
        let fix = report.fix("end it in a slash", Safety::Safe, edits);
        let count = if sources.len() == 2 {
            "two".to_owned()
        } else {
            sources.len().to_string()
        };
        let message = format!("{count} sources need a folder: `{text}/`");
        report.find(destination.range, message).fix = Some(fix);
    }
}
