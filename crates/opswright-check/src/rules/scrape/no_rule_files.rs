//! `no-rule-files`: a Prometheus without any rule.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Yaml;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "no-rule-files",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("no_rule_files.md"),
    run: &[Run::Prometheus(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(root) = yaml.root() else {
        return;
    };
    let loads = root
        .get("rule_files")
        .is_some_and(|files| files.items().next().is_some());
    // Where samples go elsewhere, the rules are there as well.
    if loads || root.get("remote_write").is_some() {
        return;
    }
    if let Some(jobs) = root.entry("scrape_configs") {
        report
            .find(jobs.key.range(), "no `rule_files`: what is scraped is looked at by people only, when they think of it")
            .fix = Some(advice("write alerts for errors, latency and services that are gone, and load them by `rule_files`"));
    }
}
