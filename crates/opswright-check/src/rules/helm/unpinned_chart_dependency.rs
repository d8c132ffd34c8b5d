//! `unpinned-chart-dependency`: a chart that depends on whatever version is newest.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unpinned-chart-dependency",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unpinned_chart_dependency.md"),
    run: &[Run::HelmChart(run)],
};

fn run(root: Node<'_>, report: &mut Report<'_>) {
    for item in root
        .get("dependencies")
        .into_iter()
        .flat_map(|list| list.items())
    {
        let name = item.str_at(&["name"]).unwrap_or("");
        let repository = item.str_at(&["repository"]).unwrap_or("");
        if repository.is_empty() || repository.starts_with("file:") {
            continue;
        }
        let (range, message) = match item.get("version").filter(|node| !node.is_null()) {
            None => (
                item.get("name").map_or(item.range(), |node| node.range()),
                format!("`{name}` has no version, so the newest is taken"),
            ),
            Some(node) => {
                let version = node.as_str().unwrap_or("");
                if !is_open(version) {
                    continue;
                }
                (
                    node.range(),
                    format!(
                        "`{version}` takes any later version of `{name}`, also one that breaks"
                    ),
                )
            }
        };
        report.find(range, message).fix = Some(advice(
            "name a version, or a range within one major version, and commit `Chart.lock`",
        ));
    }
}

/// Whether a range has no upper end.
fn is_open(version: &str) -> bool {
    let version = version.trim();
    matches!(version, "" | "*" | "x" | "X" | "latest")
        || version.starts_with('>') && !version.contains('<')
}
