//! `redundant-interpolation`: a text that is nothing but one value.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::{Body, ExpressionKind, Part};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "redundant-interpolation",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("redundant_interpolation.md"),
    run: &[Run::Hcl(run)],
};

fn run(body: &Body, report: &mut Report<'_>) {
    body.walk(&mut |expression| {
        let ExpressionKind::Text(parts) = &expression.kind else {
            return;
        };
        let [
            Part::Interpolation {
                expression: inner, ..
            },
        ] = parts.as_slice()
        else {
            return;
        };
        let text = inner.range.slice(report.text);
        let source = expression.range.slice(report.text);
        // A mark that trims, a comment and a line break mean more than braces.
        let plain = source == format!("\"${{{text}}}\"") || source == format!("\"${{ {text} }}\"");
        if !plain || text.contains('\n') {
            return;
        }
        let fix = report.fix(
            "take the value itself",
            Safety::Safe,
            vec![replace(expression.range, text)],
        );
        report
            .find(
                expression.range,
                "this text is nothing but one value in quotes",
            )
            .fix = Some(fix);
    });
}
