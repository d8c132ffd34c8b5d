//! `unwatched-target`: a job whose outage no alert sees.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::LabelMatch;
use opswright_project::{Content, Graph, RuleSummary};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unwatched-target",
    severity: Severity::Info,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unwatched_target.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let alerts: Vec<&RuleSummary> = graph
        .contents()
        .filter_map(|(_, content)| match content {
            Content::Rules(rules) => Some(rules),
            _ => None,
        })
        .flat_map(|rules| &rules.rules)
        .filter(|rule| rule.is_alert)
        .collect();
    if alerts.is_empty() {
        return;
    }
    for (summary, content) in graph.contents() {
        let Content::Prometheus(prometheus) = content else {
            continue;
        };
        for job in prometheus.jobs.iter().filter(|job| !job.discovers) {
            if !alerts.iter().any(|alert| sees(alert, &job.name.value)) {
                report.find_in(
                    &summary.path,
                    job.name.range,
                    format!(
                        "no alert looks at `up` of the job `{}`: if it is gone, nobody is told",
                        job.name.value
                    ),
                );
            }
        }
    }
}

/// Whether an alert looks at `up`, or for missing series, of this job or of all.
fn sees(alert: &RuleSummary, job: &str) -> bool {
    let own = LabelMatch {
        label: "job".to_owned(),
        operator: "=",
        value: job.to_owned(),
    };
    alert.sees_outage
        && alert
            .metrics
            .iter()
            .any(|(_, matches)| matches.iter().all(|one| !own.contradicts(one)))
}
