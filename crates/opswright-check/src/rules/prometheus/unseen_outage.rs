//! `unseen-outage`: alerts that all fall silent when the service is gone.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_diagnostic::{FileEdit, Fix};
use opswright_project::{Content, Graph, RuleSummary};
use opswright_source::Range;

use crate::report::{Report, replace};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unseen-outage",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unseen_outage.md"),
    run: &[Run::Graph(run)],
};

/// What request metrics are called.
const REQUESTS: [&str; 6] = [
    "requests_total",
    "request_duration_seconds_bucket",
    "request_duration_seconds_count",
    "handled_total",
    "responses_total",
    "latency_seconds_bucket",
];

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let rules: Vec<(&str, &RuleSummary)> = graph
        .contents()
        .filter_map(|(summary, content)| match content {
            Content::Rules(rules) => Some((summary, rules)),
            _ => None,
        })
        .flat_map(|(summary, rules)| rules.rules.iter().map(|rule| (summary.path.as_str(), rule)))
        .filter(|(_, rule)| rule.is_alert)
        .collect();
    if rules.iter().any(|(_, rule)| rule.sees_outage) {
        return;
    }
    let first = rules.iter().find(|(_, rule)| {
        rule.metrics
            .iter()
            .any(|(metric, _)| REQUESTS.iter().any(|ending| metric.value.ends_with(ending)))
    });
    if let Some((path, rule)) = first {
        let fix = fix(graph, path);
        report
            .find_in(
                path,
                rule.name.range,
                format!("no alert looks at `up` or `absent`: when the service is gone it has no series, and `{}` stays silent", rule.name.value),
            )
            .fix = Some(fix);
    }
}

/// One more alert behind the last rule of the file.
fn fix(graph: &Graph<'_>, path: &str) -> Fix {
    let title = "add an alert on `up == 0`".to_owned();
    let end = match graph.file(path).map(|file| &file.content) {
        Some(Content::Rules(rules)) => rules.end,
        _ => None,
    };
    let edits = end.map(|(offset, indentation)| {
        let lines = [
            "- alert: TargetDown",
            "  expr: up == 0",
            "  for: 2m",
            "  labels:",
            "    severity: critical",
            "  annotations:",
            "    summary: '{{ $labels.instance }} of {{ $labels.job }} does not answer'",
        ];
        let indentation = " ".repeat(indentation);
        let text = lines
            .map(|line| {
                [
                    "
",
                    &indentation,
                    line,
                ]
                .concat()
            })
            .concat();
        FileEdit {
            path: path.to_owned(),
            edit: replace(Range::at(offset), text),
        }
    });
    Fix {
        title,
        safety: Safety::Unsafe,
        edits: edits.into_iter().collect(),
    }
}
