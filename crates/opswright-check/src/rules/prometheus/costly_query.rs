//! `costly-query`: a rule that reads very many samples each time.

use opswright_diagnostic::{Confidence, Severity};
use opswright_promql::{Node, duration_text};

use crate::asked::Asked;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "costly-query",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("costly_query.md"),
    run: &[Run::Query(run)],
};

const DAY: f64 = 86_400.0;
/// Evaluations of a subquery that are too many.
const MOST_STEPS: f64 = 1000.0;

fn run(asked: &Asked<'_>, report: &mut Report<'_>) {
    if asked.rule().is_none() {
        return;
    }
    for seen in &asked.seen {
        match &seen.expression.node {
            Node::Range { window, .. } => {
                if let Some(seconds) = window.seconds.filter(|seconds| *seconds > DAY) {
                    asked.find(
                        report,
                        seen.expression.range,
                        format!("each evaluation reads every sample of {}; record a shorter range first", duration_text(seconds)),
                    );
                }
            }
            Node::Subquery { window, step, .. } => {
                let step = step
                    .and_then(|step| step.seconds)
                    .filter(|step| *step > 0.0)
                    .unwrap_or(60.0);
                let steps = window.seconds.unwrap_or(0.0) / step;
                if steps > MOST_STEPS {
                    asked.find(
                        report,
                        seen.expression.range,
                        format!("each evaluation runs the inner query {} times; record it, and look back at what was recorded", steps.round()),
                    );
                }
            }
            _ => {}
        }
    }
}
