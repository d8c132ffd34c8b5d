//! `slash-comment`: a comment with two slashes.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::{Body, line_comments};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "slash-comment",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("slash_comment.md"),
    run: &[Run::Hcl(run)],
};

fn run(_: &Body, report: &mut Report<'_>) {
    for comment in line_comments(report.text) {
        if comment.slice(report.text).starts_with("//") {
            let mark = Range::new(comment.start, comment.start + 2);
            let fix = report.fix("write `#`", Safety::Safe, vec![replace(mark, "#")]);
            report
                .find(comment, "this comment starts with `//`, not with `#`")
                .fix = Some(fix);
        }
    }
}
