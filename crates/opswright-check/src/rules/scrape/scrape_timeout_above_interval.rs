//! `scrape-timeout-above-interval`: a scrape that may take longer than the time to the next one.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_project::monitoring::jobs;
use opswright_promql::duration_seconds;
use opswright_yaml::{Node, Yaml, edit};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "scrape-timeout-above-interval",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("scrape_timeout_above_interval.md"),
    run: &[Run::Prometheus(run)],
};

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let global = yaml.root().and_then(|root| root.get("global"));
    let fallback = global
        .and_then(|global| seconds(global, "scrape_interval"))
        .unwrap_or((60.0, "1m"));
    for node in global
        .into_iter()
        .chain(jobs(yaml).iter().map(|job| job.node))
    {
        let Some((timeout, text)) = seconds(node, "scrape_timeout") else {
            continue;
        };
        let (interval, written) = seconds(node, "scrape_interval").unwrap_or(fallback);
        if timeout <= interval {
            continue;
        }
        let Some(value) = node.get("scrape_timeout") else {
            continue;
        };
        let fix = report.fix(
            format!("wait {written}"),
            Safety::Unsafe,
            vec![edit::set_scalar(value, written)],
        );
        report
            .find(value.range(), format!("the timeout of {text} is longer than the interval of {written}, and Prometheus refuses the file"))
            .fix = Some(fix);
    }
}

fn seconds<'a>(node: Node<'a>, key: &str) -> Option<(f64, &'a str)> {
    let text = node.str_at(&[key])?;
    Some((duration_seconds(text)?, text))
}
