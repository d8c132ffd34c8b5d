//! `delta-of-counter`: `delta` or `deriv` of a counter.

use opswright_diagnostic::{Confidence, Safety, Severity};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "delta-of-counter",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("delta_of_counter.md"),
    run: &[Run::Query(run)],
};

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    for (_, expression, call) in asked.calls() {
        let better = match call.name.text.as_str() {
            "delta" => "increase",
            "idelta" => "irate",
            "deriv" => "rate",
            _ => continue,
        };
        let metric = call
            .arguments
            .first()
            .and_then(|argument| argument.selector())
            .map(opswright_promql::Selector::metric)
            .filter(|metric| metric.ends_with("_total") && !metric.contains(':'));
        if let Some(metric) = metric {
            let fix = asked.fix(
                report,
                format!("use `{better}`"),
                Safety::Unsafe,
                &[(call.name.range, better.to_owned())],
            );
            asked
                .find(
                    report,
                    expression.range,
                    format!(
                        "`{metric}` is a counter, and `{}` takes its restart for a fall",
                        call.name.text
                    ),
                )
                .fix = Some(fix);
        }
    }
}
