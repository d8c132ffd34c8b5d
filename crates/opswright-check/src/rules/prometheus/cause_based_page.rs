//! `cause-based-page`: a page for a busy machine instead of a hurt user.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::{MonitoringRule, RuleFile};
use opswright_promql::{BinaryOperator, Node};
use opswright_yaml::edit;

use crate::asked::threshold;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "cause-based-page",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("cause_based_page.md"),
    run: &[Run::Rules(run)],
};

/// What resources are called in metrics, each with the word for it.
const RESOURCES: [(&str, &str); 12] = [
    ("node_cpu_", "cpu"),
    ("container_cpu_", "cpu"),
    ("process_cpu_", "cpu"),
    ("windows_cpu_", "cpu"),
    ("node_load", "load"),
    ("node_memory_", "memory"),
    ("container_memory_", "memory"),
    ("process_resident_memory_", "memory"),
    ("jvm_memory_", "memory"),
    ("node_network_", "network"),
    ("node_disk_", "disk"),
    ("node_pressure_", "pressure"),
];

fn run(file: &RuleFile<'_>, report: &mut Report<'_>) {
    for alert in file.alerts().filter(|alert| alert.pages()) {
        let Some(resource) = resource(alert) else {
            continue;
        };
        let edits = alert
            .label("severity")
            .map(|label| edit::set_scalar(label, "warning"));
        let fix = report.fix(
            "make it a warning, and page for what users feel",
            Safety::Unsafe,
            edits.into_iter().collect(),
        );
        report
            .find(
                alert.name.range(),
                format!("`{}` wakes somebody for {resource}, which no user feels; page for errors, latency or a failing probe", alert.name()),
            )
            .fix = Some(fix);
    }
}

/// The resource that an alert is about, if it is about one and nothing else.
fn resource(alert: &MonitoringRule<'_>) -> Option<&'static str> {
    let root = &alert.expression.as_ref()?.query.root;
    let all = root.descend();
    // A disk that will be full, and processes that were killed, are felt soon enough.
    let soon = all.iter().any(|inner| matches!(&inner.node, Node::Call(call) if call.name.text == "predict_linear" || call.name.text.starts_with("absent")));
    let compared = all.iter().any(|inner| match &inner.node {
        Node::Binary(binary) => threshold(binary).is_some_and(|(_, operator, _)| {
            !matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual)
        }),
        _ => false,
    });
    if soon || !compared {
        return None;
    }
    let mut found = None;
    for selector in all.iter().filter_map(|inner| match &inner.node {
        Node::Selector(selector) => Some(selector),
        _ => None,
    }) {
        let metric = selector.metric();
        let word = RESOURCES
            .iter()
            .find(|(start, _)| metric.starts_with(start))
            .map(|(_, word)| *word);
        let side = metric.starts_with("kube_")
            || metric.starts_with("machine_")
            || metric.starts_with("container_spec_")
            || metric == "node_uname_info";
        match word {
            Some(word) => found = Some(word),
            None if side => {}
            None => return None,
        }
    }
    found
}
