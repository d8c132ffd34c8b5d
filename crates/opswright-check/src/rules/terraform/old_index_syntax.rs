//! `old-index-syntax`: an index in the form of Terraform 0.11.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::{Body, ExpressionKind, Step};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "old-index-syntax",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("old_index_syntax.md"),
    run: &[Run::Hcl(run)],
};

fn run(body: &Body, report: &mut Report<'_>) {
    body.walk(&mut |expression| {
        let (ExpressionKind::Reference { steps, .. } | ExpressionKind::Access { steps, .. }) =
            &expression.kind
        else {
            return;
        };
        for step in steps {
            let (range, now) = match step {
                Step::Name(name) if name.text.bytes().all(|byte| byte.is_ascii_digit()) => (
                    Range::new(name.range.start - 1, name.range.end),
                    format!("[{}]", name.text),
                ),
                Step::Splat(range) if range.slice(report.text) == ".*" => {
                    (*range, "[*]".to_owned())
                }
                _ => continue,
            };
            let old = range.slice(report.text).to_owned();
            let fix = report.fix(
                format!("write `{now}`"),
                Safety::Safe,
                vec![replace(range, now)],
            );
            report
                .find(
                    range,
                    format!("`{old}` is the form of an index before Terraform 0.12"),
                )
                .fix = Some(fix);
        }
    });
}
