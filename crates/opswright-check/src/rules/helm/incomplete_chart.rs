//! `incomplete-chart`: a chart that does not say what Helm has to know.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::{Kind, Node};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "incomplete-chart",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("incomplete_chart.md"),
    run: &[Run::HelmChart(run)],
};

fn run(root: Node<'_>, report: &mut Report<'_>) {
    if root.kind() != Kind::Mapping {
        return;
    }
    let place = root
        .entries()
        .next()
        .map_or(root.range(), |entry| entry.key.range());
    for key in ["apiVersion", "name", "version"] {
        let lacking = root
            .get(key)
            .is_none_or(|node| node.is_null() || node.as_str() == Some(""));
        if lacking {
            report.find(place, format!("the chart has no `{key}`")).fix =
                Some(advice(format!("add `{key}`")));
        }
    }
    if let Some(node) = root.get("version").filter(|node| !node.is_null()) {
        let text = node.as_str().unwrap_or("");
        if !text.is_empty() && !text.contains(['$', '%', '{']) && !is_version(text) {
            report
                .find(
                    node.range(),
                    format!("the version `{text}` is none: it has to be `major.minor.patch`"),
                )
                .fix = Some(advice("write a version of three numbers, such as `0.1.0`"));
        }
    }
}

/// Whether it is a version as Semantic Versioning has it, where Helm also takes a `v` before it.
fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let numbers = text.split(['-', '+']).next().unwrap_or("");
    let parts: Vec<&str> = numbers.split('.').collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
