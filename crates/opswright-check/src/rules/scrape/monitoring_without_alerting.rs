//! `monitoring-without-alerting`: a Prometheus whose alerts go nowhere.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "monitoring-without-alerting",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("monitoring_without_alerting.md"),
    run: &[Run::Prometheus(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(root) = yaml.root() else {
        return;
    };
    let sends = root
        .at(&["alerting", "alertmanagers"])
        .is_some_and(|list| list.items().next().is_some());
    if sends || root.get("remote_write").is_some() {
        return;
    }
    let place = ["alerting", "rule_files", "scrape_configs"]
        .iter()
        .find_map(|key| root.entry(key));
    if let Some(entry) = place {
        report
            .find(
                entry.key.range(),
                "no Alertmanager is told: alerts fire on a page that nobody looks at",
            )
            .fix = Some(advice(
            "name an Alertmanager under `alerting`, `alertmanagers`",
        ));
    }
}
