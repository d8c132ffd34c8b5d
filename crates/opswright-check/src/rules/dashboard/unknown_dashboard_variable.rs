//! `unknown-dashboard-variable`: a variable in a query that the dashboard does not have.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::{Dashboard, Embedded, Panel};
use opswright_source::Range;

use super::variables::used;
use crate::closeness::is_close;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-dashboard-variable",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unknown_dashboard_variable.md"),
    run: &[Run::Dashboard(run)],
};

/// Names that Grafana fills in by itself, beside those with two underscores.
const OWN: [&str; 4] = ["timeFilter", "interval", "dashboard", "datasource"];

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let names: Vec<&str> = dashboard
        .variables
        .iter()
        .map(|variable| variable.name)
        .collect();
    for embedded in dashboard.panels.iter().flat_map(Panel::queries) {
        for (place, name) in used(&embedded.query.text) {
            let known = name.starts_with("__") || OWN.contains(&name) || names.contains(&name);
            // `$1` is a group of `label_replace`.
            if !known && !name.starts_with(|first: char| first.is_ascii_digit()) {
                say(embedded, place, name, &names, report);
            }
        }
    }
}

fn say(embedded: &Embedded<'_>, place: Range, name: &str, names: &[&str], report: &mut Report<'_>) {
    let text = embedded.query.slice(place).to_owned();
    let close: Vec<&&str> = names.iter().filter(|known| is_close(known, name)).collect();
    let edit = match close.as_slice() {
        [only] => embedded.edit(report.text, place, &text.replacen(name, only, 1)),
        _ => None,
    };
    let fix = edit.map(|edit| {
        report.fix(
            format!("use `${}`", close.first().map_or("", |only| **only)),
            Safety::Unsafe,
            vec![edit],
        )
    });
    let range = embedded.range(report.text, place);
    report
        .find(
            range,
            format!("there is no variable `{name}`, so that `{text}` is asked for as it stands"),
        )
        .fix = fix;
}
