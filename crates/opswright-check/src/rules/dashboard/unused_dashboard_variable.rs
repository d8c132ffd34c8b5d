//! `unused-dashboard-variable`: a variable that nothing uses.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unused-dashboard-variable",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_dashboard_variable.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for variable in &dashboard.variables {
        let name = variable.name;
        if name.is_empty()
            || variable.kind == "adhoc"
            || variable.node.get("hide").and_then(|hide| hide.as_i64()) == Some(2)
        {
            continue;
        }
        let repeated = dashboard
            .panels
            .iter()
            .any(|panel| panel.node.str_at(&["repeat"]) == Some(name));
        if repeated || is_named(report.text, name) {
            continue;
        }
        let place = variable
            .node
            .get("name")
            .map_or(variable.node.range(), |name| name.range());
        report.find(
            place,
            format!("nothing uses the variable `{name}`: to choose changes nothing"),
        );
    }
}

/// Whether `$name`, `${name…}` or `[[name…]]` stands somewhere.
fn is_named(text: &str, name: &str) -> bool {
    ["$", "${", "[[", "var-"].iter().any(|open| {
        let mark = format!("{open}{name}");
        text.match_indices(&mark).any(|(at, _)| {
            !text
                .get(at + mark.len()..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|next| next.is_ascii_alphanumeric() || next == '_')
        })
    })
}
