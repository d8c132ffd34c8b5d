//! `absent-without-duration`: an alert by `absent` that fires while Prometheus starts.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::{Embedded, RuleFile};
use opswright_promql::{Call, Node};
use opswright_yaml::edit;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "absent-without-duration",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("absent_without_duration.md"),
    run: &[Run::Rules(run)],
};

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file
        .alerts()
        .filter(|alert| alert.node.get("for").is_none())
    {
        let Some(expression) = &alert.expression else {
            continue;
        };
        let Some(call) = absent(expression) else {
            continue;
        };
        let edits = alert
            .node
            .entry("expr")
            .and_then(|entry| edit::insert_after(report.text, &entry, "for: 2m"));
        let fix = report.fix(
            "wait for two minutes",
            Safety::Unsafe,
            edits.into_iter().collect(),
        );
        let place = expression.range(report.text, call.name.range);
        report
            .find(
                place,
                format!("after a restart nothing has been scraped yet: `{}` fires at once without `for`", alert.name()),
            )
            .fix = Some(fix);
    }
}

/// The call of `absent` in a query: without `for` it is reported.
pub(super) fn absent<'a>(expression: &'a Embedded<'_>) -> Option<&'a Call> {
    let all = expression.query.root.descend();
    all.into_iter().find_map(|inner| match &inner.node {
        Node::Call(call) if call.name.text == "absent" => Some(&**call),
        _ => None,
    })
}
