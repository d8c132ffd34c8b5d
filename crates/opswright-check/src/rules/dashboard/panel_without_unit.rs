//! `panel-without-unit`: a panel of numbers without a unit.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::{Dashboard, Panel};

use super::units::is_unit;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "panel-without-unit",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Strict,
    docs: include_str!("panel_without_unit.md"),
    run: &[Run::Dashboard(run)],
};

fn run(dashboard: &Dashboard<'_>, report: &mut Report<'_>) {
    for panel in dashboard
        .panels
        .iter()
        .filter(|panel| panel.is_graph() && panel.kind != "heatmap")
    {
        if is_mapped(panel) || shows_text(panel) {
            continue;
        }
        match unit(panel) {
            Some(unit) if is_unit(unit) => {}
            Some(unit) => {
                report.find(
                    panel.place(),
                    format!(
                        "the panel {} has the unit `{unit}`, which Grafana does not know",
                        panel.words()
                    ),
                );
            }
            None => {
                report.find(panel.place(), format!("the panel {} has no unit: 0.25 can be seconds, a share or a number of cores", panel.words()));
            }
        }
    }
}

/// The unit by its overrides, else by default; the old panels have it on their axes.
fn unit<'a>(panel: &Panel<'a>) -> Option<&'a str> {
    let overrides = panel
        .node
        .at(&["fieldConfig", "overrides"])
        .into_iter()
        .flat_map(|list| list.items())
        .flat_map(|one| {
            one.get("properties")
                .into_iter()
                .flat_map(|list| list.items())
        })
        .filter(|property| property.str_at(&["id"]) == Some("unit"))
        .find_map(|property| property.str_at(&["value"]));
    let axis = panel.node.get("yaxes").and_then(|axes| axes.items().next());
    overrides
        .or_else(|| panel.node.str_at(&["fieldConfig", "defaults", "unit"]))
        .or_else(|| panel.node.str_at(&["format"]))
        .or_else(|| axis.and_then(|axis| axis.str_at(&["format"])))
        .filter(|unit| !unit.is_empty())
}

fn is_mapped(panel: &Panel<'_>) -> bool {
    let by_default = panel
        .node
        .at(&["fieldConfig", "defaults", "mappings"])
        .is_some_and(|list| list.items().next().is_some());
    let by_override = panel
        .node
        .at(&["fieldConfig", "overrides"])
        .into_iter()
        .flat_map(|list| list.items())
        .flat_map(|one| {
            one.get("properties")
                .into_iter()
                .flat_map(|list| list.items())
        })
        .any(|property| property.str_at(&["id"]) == Some("mappings"));
    by_default || by_override
}

/// A `stat` of a label, not of a number.
fn shows_text(panel: &Panel<'_>) -> bool {
    panel.kind == "stat"
        && panel
            .node
            .str_at(&["options", "reduceOptions", "fields"])
            .is_some_and(|fields| !fields.is_empty())
}
