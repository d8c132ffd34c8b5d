//! `empty-continuation-line`: an empty line inside an instruction.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::{Body, Dockerfile};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "empty-continuation-line",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("empty_continuation_line.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        // What stands in a here-document is its text.
        if !instruction.heredocs.is_empty() || matches!(instruction.body, Body::Unknown) {
            continue;
        }
        let text = instruction.range.slice(report.text);
        let mut start = instruction.range.start;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for (at, line) in lines.iter().enumerate() {
            let here = Range::new(start, start + line.len());
            start += line.len();
            // The first of a run of empty lines stands for all; the last line ends the instruction.
            let is_first = at > 0
                && lines
                    .get(at - 1)
                    .is_some_and(|last| !last.trim().is_empty());
            if line.trim().is_empty() && is_first && at + 1 < lines.len() {
                let keyword = instruction.keyword.text.to_ascii_uppercase();
                let fix = report.fix("remove the line", Safety::Safe, vec![replace(here, "")]);
                let message = format!("an empty line within {keyword} will be an error");
                report.find(Range::at(here.start), message).fix = Some(fix);
            }
        }
    }
}
