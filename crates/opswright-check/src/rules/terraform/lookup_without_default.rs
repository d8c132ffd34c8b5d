//! `lookup-without-default`: a `lookup` with two arguments.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::{Body, ExpressionKind};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "lookup-without-default",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Style,
    docs: include_str!("lookup_without_default.md"),
    run: &[Run::Hcl(run)],
};

fn run(body: &Body, report: &mut Report<'_>) {
    body.walk(&mut |expression| {
        let ExpressionKind::Call { name, arguments } = &expression.kind else {
            return;
        };
        let [map, key] = arguments.as_slice() else {
            return;
        };
        if name.text != "lookup" {
            return;
        }
        let simple = matches!(map.kind, ExpressionKind::Reference { .. });
        let text = format!(
            "{}[{}]",
            map.range.slice(report.text),
            key.range.slice(report.text)
        );
        let edits = if simple {
            vec![replace(expression.range, text)]
        } else {
            Vec::new()
        };
        let fix = report.fix("take the value by its key in brackets", Safety::Safe, edits);
        report
            .find(
                expression.range,
                "`lookup` without a default is an index by another name",
            )
            .fix = Some(fix);
    });
}
