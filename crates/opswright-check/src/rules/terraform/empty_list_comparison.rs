//! `empty-list-comparison`: a list that is compared with `[]`.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_hcl::{Body, Expression, ExpressionKind};

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "empty-list-comparison",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("empty_list_comparison.md"),
    run: &[Run::Hcl(run)],
};

fn run(body: &Body, report: &mut Report<'_>) {
    body.walk(&mut |expression| {
        let ExpressionKind::Operation {
            operands,
            operators,
        } = &expression.kind
        else {
            return;
        };
        for (pair, operator) in operands.windows(2).zip(operators) {
            let [left, right] = pair else { continue };
            let empty = |side: &Expression| side.items().is_some_and(<[_]>::is_empty);
            let (list, whole) = match (empty(left), empty(right)) {
                (_, true) => (left, operands.len() == 2),
                (true, false) => (right, operands.len() == 2),
                _ => continue,
            };
            if !matches!(*operator, "==" | "!=") {
                continue;
            }
            let text = format!("length({}) {operator} 0", list.range.slice(report.text));
            let edits = if whole {
                vec![replace(expression.range, text)]
            } else {
                Vec::new()
            };
            let fix = report.fix("compare the length with 0", Safety::Unsafe, edits);
            report
                .find(
                    expression.range,
                    "a list is never equal to `[]`, whose type is another",
                )
                .fix = Some(fix);
        }
    });
}
