//! `target-without-instance`: a query that the variable `instance` does not narrow.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{Dashboard, Panel};
use opswright_promql::{MatchOperator, Node};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "target-without-instance",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("target_without_instance.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let prometheus = dashboard
        .variables
        .iter()
        .find(|variable| variable.kind == "datasource")
        .is_some_and(|variable| variable.node.str_at(&["query"]) == Some("prometheus"));
    if !prometheus {
        return;
    }
    for embedded in dashboard.panels.iter().flat_map(Panel::queries) {
        if !embedded.query.errors.is_empty() {
            continue;
        }
        for inner in embedded.query.root.descend() {
            let Node::Selector(selector) = &inner.node else {
                continue;
            };
            let narrowed = selector.of_label("instance").any(|matcher| {
                matcher.operator == MatchOperator::Matches
                    && matches!(
                        matcher.value.text.as_str(),
                        "$instance"
                            | "${instance}"
                            | "[[instance]]"
                            | "${instance:regex}"
                            | "${instance:pipe}"
                    )
            });
            if !narrowed {
                report.find(
                    embedded.range(report.text, inner.range),
                    format!(
                        "`{}` does not ask for `instance=~\"$instance\"`",
                        selector.metric()
                    ),
                );
            }
        }
    }
}
