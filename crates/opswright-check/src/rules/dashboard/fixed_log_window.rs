//! `fixed-log-window`: a rate of log lines over a range that does not follow the time that is shown.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;
use opswright_promql::duration_seconds;
use opswright_source::Range;
use opswright_yaml::{Node, Places};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "fixed-log-window",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("fixed_log_window.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let loki = dashboard
        .variables
        .iter()
        .find(|variable| variable.kind == "datasource")
        .is_some_and(|variable| variable.node.str_at(&["query"]) == Some("loki"));
    for panel in dashboard.panels.iter().filter(|panel| panel.is_graph()) {
        for (target, _) in &panel.targets {
            let kind = target
                .str_at(&["datasource", "type"])
                .or_else(|| panel.node.str_at(&["datasource", "type"]));
            let hidden = target.get("hide").and_then(|hide| hide.as_bool()) == Some(true);
            let asks = kind == Some("loki") || kind.is_none() && loki;
            if let Some(node) = target.get("expr").filter(|_| asks && !hidden) {
                look(node, report);
            }
        }
    }
}

fn look(node: Node<'_>, report: &mut Report<'_>) {
    let text = node.as_str().unwrap_or("");
    if text.contains("$__auto") {
        return;
    }
    for (start, _) in text.match_indices('[') {
        let inner = text.get(start + 1..).unwrap_or("");
        let window = inner.split(']').next().unwrap_or("");
        if duration_seconds(window).is_none() {
            continue;
        }
        let range = Range::new(start + 1, start + 1 + window.len());
        let place =
            Places::of(node, report.text).map_or(node.range(), |places| places.range(range));
        report.find(place, format!("`[{window}]` skips lines where a week is shown; `[$__auto]` follows the time that is shown"));
        return;
    }
}
