//! `short-range`: a rate over a range that holds fewer than two samples.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, PrometheusSummary};
use opswright_promql::duration_text;

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "short-range",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("short_range.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    // The shortest interval that any server here has: with it the range may still be long enough.
    let Some((interval, place)) = graph.contents().filter_map(shortest).min() else {
        return;
    };
    for (summary, content) in graph.contents() {
        let Content::Rules(rules) = content else {
            continue;
        };
        for window in rules.rules.iter().flat_map(|rule| &rule.windows) {
            if window.value < 2 * interval {
                let said = |milliseconds: u64| {
                    duration_text(std::time::Duration::from_millis(milliseconds).as_secs_f64())
                };
                report
                    .find_in(
                        &summary.path,
                        window.range,
                        format!("a range of {} holds fewer than two samples of targets that are scraped every {}: there is no rate", said(window.value), said(interval)),
                    )
                    .evidence
                    .push(place.clone());
            }
        }
    }
}

/// The shortest scrape interval of a configuration, in milliseconds, and where it is said.
fn shortest((summary, content): (&opswright_project::Summary, &Content)) -> Option<(u64, String)> {
    let Content::Prometheus(prometheus) = content else {
        return None;
    };
    let (global, line) = global(prometheus);
    let jobs = prometheus
        .jobs
        .iter()
        .filter_map(|job| job.interval.map(|own| (own, job.name.line)));
    let every =
        prometheus.jobs.iter().all(|job| job.interval.is_some()) && !prometheus.jobs.is_empty();
    let general = (!every).then_some((global, line));
    jobs.chain(general).min().map(|(interval, line)| {
        (
            interval,
            format!("{}:{line}: the shortest scrape interval", summary.path),
        )
    })
}

/// The interval of jobs that say none; a minute where nothing is said.
fn global(prometheus: &PrometheusSummary) -> (u64, u32) {
    prometheus
        .scrape_interval
        .as_ref()
        .map_or((60_000, 1), |interval| (interval.value, interval.line))
}
