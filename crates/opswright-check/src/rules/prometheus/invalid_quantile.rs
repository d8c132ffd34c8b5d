//! `invalid-quantile`: a quantile that is not between 0 and 1.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_promql::{Expression, Node};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-quantile",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("invalid_quantile.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for seen in &asked.seen {
        let first: Option<&Expression> = match &seen.expression.node {
            Node::Call(call)
                if matches!(
                    call.name.text.as_str(),
                    "histogram_quantile" | "quantile_over_time"
                ) =>
            {
                call.arguments.first()
            }
            Node::Aggregation(aggregation) if aggregation.operation.text == "quantile" => {
                aggregation.arguments.first()
            }
            _ => None,
        };
        let Some((argument, number)) = first.and_then(|first| Some((first, first.number()?)))
        else {
            continue;
        };
        if (0.0..=1.0).contains(&number) {
            continue;
        }
        let fix = (number > 1.0 && number <= 100.0).then(|| {
            let share = format!("{}", number / 100.0);
            asked.fix(
                report,
                format!("write the quantile as `{share}`"),
                Safety::Unsafe,
                &[(argument.range, share)],
            )
        });
        asked
            .find(
                report,
                argument.range,
                format!("the quantile {number} is not between 0 and 1: the result is infinite"),
            )
            .fix = fix;
    }
}
