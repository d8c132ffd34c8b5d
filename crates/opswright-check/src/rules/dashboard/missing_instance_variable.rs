//! `missing-instance-variable`: a dashboard that cannot be narrowed down to one instance.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "missing-instance-variable",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("missing_instance_variable.md"),
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
    let place = dashboard
        .node
        .entry("templating")
        .map_or(dashboard.node.range(), |entry| entry.key.range());
    let Some(variable) = dashboard.variable("instance") else {
        report.find(
            place,
            "no variable `instance`: the dashboard shows all of them at once",
        );
        return;
    };
    let multi = variable.node.get("multi").and_then(|multi| multi.as_bool()) == Some(true);
    let all = variable.node.str_at(&["allValue"]) == Some(".+");
    let asks = variable.kind == "query";
    if !multi || !all || !asks {
        let place = variable
            .node
            .get("name")
            .map_or(variable.node.range(), |name| name.range());
        report.find(
            place,
            "`instance` should be a query, `multi`, and have `.+` as `allValue`",
        );
    }
}
