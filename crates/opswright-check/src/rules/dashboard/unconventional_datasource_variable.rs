//! `unconventional-datasource-variable`: a variable for the data source that is called by another name than everywhere.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::Dashboard;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unconventional-datasource-variable",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Style,
    docs: include_str!("unconventional_datasource_variable.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    let sources: Vec<_> = dashboard
        .variables
        .iter()
        .filter(|variable| variable.kind == "datasource")
        .collect();
    for variable in &sources {
        let kind = variable.node.str_at(&["query"]).unwrap_or("");
        let own = format!("{}_datasource", kind.to_lowercase());
        let plain = sources.len() == 1 && variable.name == "datasource";
        if !plain && variable.name != own {
            let place = variable
                .node
                .get("name")
                .map_or(variable.node.range(), |name| name.range());
            report.find(place, format!("`{}` is not `{own}`, nor `datasource`, by which links between dashboards carry it on", variable.name));
            continue;
        }
        let label = variable.node.str_at(&["label"]).unwrap_or("");
        let upper = kind.chars().next().map(|first| {
            first
                .to_uppercase()
                .chain(kind.chars().skip(1))
                .collect::<String>()
        });
        let long = format!("{} data source", upper.unwrap_or_default());
        if label != long && !(sources.len() == 1 && label == "Data source") {
            let place = variable
                .node
                .get("label")
                .or_else(|| variable.node.get("name"))
                .map_or(variable.node.range(), |node| node.range());
            report.find(
                place,
                format!(
                    "the list of data sources is called `{label}`, elsewhere it is `Data source`"
                ),
            );
        }
    }
}
