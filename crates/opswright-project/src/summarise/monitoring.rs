//! Summaries of what Prometheus, Alertmanager and Grafana read.

use opswright_promql::{Expression, MatchOperator, Node as QueryNode, duration_seconds};
use opswright_yaml::{Node, Yaml};

use super::{located, text_at};
use crate::model::Model;
use crate::monitoring::{
    Dashboard, Embedded, LabelMatch, MonitoringRule, Route, RuleFile, jobs, routing,
};
use crate::summary::{
    Content, DashboardSummary, Located, PrometheusSummary, RouteSummary, RoutingSummary,
    RuleSummary, RulesSummary, ScrapeSummary, SourcesSummary,
};

/// Calls that need at least two samples in their range.
const RATES: [&str; 7] = [
    "rate", "increase", "irate", "delta", "idelta", "deriv", "resets",
];

/// What a file holds, where that is rules or a dashboard.
pub(super) fn of_model(yaml: &Yaml, text: &str, model: &Model<'_>) -> Option<Content> {
    match model {
        Model::Rules(files) => Some(Content::Rules(of_files(yaml, text, files, false))),
        Model::Objects(files) if !files.is_empty() => {
            Some(Content::Rules(of_files(yaml, text, files, true)))
        }
        Model::Dashboard(dashboard) => Some(of_dashboard(yaml, dashboard)),
        Model::Objects(_) | Model::None => None,
    }
}

fn of_files(yaml: &Yaml, text: &str, files: &[RuleFile<'_>], is_object: bool) -> RulesSummary {
    RulesSummary {
        rules: files
            .iter()
            .flat_map(RuleFile::rules)
            .map(|(_, rule)| of_rule(yaml, text, rule))
            .collect(),
        is_object,
        end: files.last().and_then(|file| end(text, file)),
    }
}

/// Behind the last rule, where it starts a line with its dash and ends one.
fn end(text: &str, file: &RuleFile<'_>) -> Option<(usize, usize)> {
    let last = file.groups.last()?.rules.last()?;
    let start = last.node.range().start;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(line..start)?;
    let (blanks, dash) = before.split_once('-')?;
    let offset = last.node.range().end;
    let rest = text.get(offset..)?;
    let length = rest.find('\n').unwrap_or(rest.len());
    let plain = blanks.trim().is_empty() && dash.trim().is_empty() && !last.node.is_flow();
    plain.then_some((offset + length, blanks.len()))
}

fn of_rule(yaml: &Yaml, text: &str, rule: &MonitoringRule<'_>) -> RuleSummary {
    let labels = rule
        .node
        .get("labels")
        .into_iter()
        .flat_map(|labels| labels.entries())
        .map(|entry| (entry.name().to_owned(), text_at(yaml, entry.value)))
        .collect();
    let runbook = ["runbook_url", "runbook"]
        .iter()
        .find_map(|name| rule.annotation(name).or_else(|| rule.label(name)))
        .map(|node| text_at(yaml, node));
    let mut summary = RuleSummary {
        is_alert: rule.is_alert(),
        name: text_at(yaml, rule.name),
        labels,
        runbook,
        metrics: Vec::new(),
        windows: Vec::new(),
        records_rate: false,
        expression: String::new(),
        sees_outage: false,
    };
    if let Some(expression) = &rule.expression {
        of_query(yaml, text, expression, &mut summary);
    }
    summary
}

fn of_query(yaml: &Yaml, text: &str, embedded: &Embedded<'_>, summary: &mut RuleSummary) {
    let lines = yaml.lines();
    let query = &embedded.query;
    summary.expression = query
        .tokens
        .iter()
        .filter(|token| !token.is_trivia())
        .map(|token| query.slice(token.range))
        .collect::<Vec<_>>()
        .join(" ");
    summary.records_rate = !summary.is_alert && gives_rate(&query.root);
    for expression in query.root.descend() {
        match &expression.node {
            QueryNode::Selector(selector) => {
                let metric = selector.metric();
                summary.sees_outage |= metric == "up";
                let matches = selector
                    .matchers
                    .iter()
                    .map(|matcher| LabelMatch {
                        label: matcher.label.text.clone(),
                        operator: match matcher.operator {
                            MatchOperator::Equal => "=",
                            MatchOperator::NotEqual => "!=",
                            MatchOperator::Matches => "=~",
                            MatchOperator::MatchesNot => "!~",
                        },
                        value: matcher.value.text.clone(),
                    })
                    .filter(|matcher| matcher.label == "job")
                    .collect();
                let range = embedded.range(text, expression.range);
                summary
                    .metrics
                    .push((located(lines, metric.to_owned(), range), matches));
            }
            QueryNode::Call(call) => {
                summary.sees_outage |= call.name.text.starts_with("absent");
                let window = call
                    .arguments
                    .iter()
                    .find_map(Expression::window)
                    .filter(|_| RATES.contains(&call.name.text.as_str()));
                if let Some((window, seconds)) =
                    window.and_then(|window| Some((window, window.seconds?)))
                {
                    let range = embedded.range(text, window.range);
                    summary
                        .windows
                        .push(located(lines, milliseconds(seconds), range));
                }
            }
            _ => {}
        }
    }
}

/// Whether the outermost calculation is a rate, sums of rates among them.
fn gives_rate(expression: &Expression) -> bool {
    match &expression.bare().node {
        QueryNode::Call(call) => RATES.contains(&call.name.text.as_str()),
        QueryNode::Aggregation(aggregation) => aggregation.series().is_some_and(gives_rate),
        QueryNode::Binary(binary) => gives_rate(&binary.left) || gives_rate(&binary.right),
        _ => false,
    }
}

fn milliseconds(seconds: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length of time is small and at least 0 here"
    )]
    let milliseconds = (seconds.max(0.0) * 1000.0).round() as u64;
    milliseconds
}

/// A configuration of Prometheus.
pub(super) fn prometheus(yaml: &Yaml) -> Content {
    let interval = |node: Node<'_>| {
        let node = node.get("scrape_interval")?;
        let seconds = node.as_str().and_then(duration_seconds)?;
        Some(located(yaml.lines(), milliseconds(seconds), node.range()))
    };
    let root = yaml.root();
    Content::Prometheus(PrometheusSummary {
        scrape_interval: root.and_then(|root| root.get("global")).and_then(interval),
        jobs: jobs(yaml)
            .iter()
            .filter_map(|job| {
                Some(ScrapeSummary {
                    name: text_at(yaml, job.name?),
                    interval: interval(job.node).map(|interval| interval.value),
                    targets: job
                        .targets()
                        .iter()
                        .filter_map(Node::as_str)
                        .map(str::to_owned)
                        .collect(),
                    discovers: job
                        .node
                        .entries()
                        .any(|entry| entry.name().ends_with("_sd_configs")),
                })
            })
            .collect(),
        rule_files: root
            .and_then(|root| root.get("rule_files"))
            .into_iter()
            .flat_map(|list| list.items())
            .map(|node| text_at(yaml, node))
            .collect(),
    })
}

/// A configuration of Alertmanager.
pub(super) fn alertmanager(yaml: &Yaml) -> Content {
    let Some(routing) = routing(yaml) else {
        return Content::None;
    };
    let silent: Vec<&str> = routing
        .receivers
        .iter()
        .filter(|receiver| {
            !receiver.entries().any(|entry| {
                entry.name().ends_with("_configs") && entry.value.items().next().is_some()
            })
        })
        .filter_map(|receiver| receiver.str_at(&["name"]))
        .collect();
    match &routing.root {
        Some(root) => Content::Routing(RoutingSummary {
            root: of_route(root, "", &silent),
        }),
        None => Content::None,
    }
}

fn of_route(route: &Route<'_>, above: &str, silent: &[&str]) -> RouteSummary {
    let receiver = route.node.str_at(&["receiver"]).unwrap_or(above);
    RouteSummary {
        matches: route.matches.clone(),
        receiver: receiver.to_owned(),
        notifies: !silent.contains(&receiver),
        goes_on: route.goes_on,
        line: route.node.line(),
        routes: route
            .routes
            .iter()
            .map(|inner| of_route(inner, receiver, silent))
            .collect(),
    }
}

fn of_dashboard(yaml: &Yaml, dashboard: &Dashboard<'_>) -> Content {
    Content::Dashboard(DashboardSummary {
        uid: dashboard
            .node
            .get("uid")
            .filter(|uid| !uid.is_null() && uid.as_str() != Some(""))
            .map(|uid| text_at(yaml, uid)),
        sources: sources(yaml, dashboard),
    })
}

fn sources(yaml: &Yaml, dashboard: &Dashboard<'_>) -> Vec<Located<String>> {
    let mut found: Vec<Located<String>> = Vec::new();
    for panel in &dashboard.panels {
        let targets = panel.targets.iter().map(|(target, _)| *target);
        for node in std::iter::once(panel.node).chain(targets) {
            let uid = node.at(&["datasource", "uid"]).filter(|uid| {
                uid.as_str().is_some_and(|text| {
                    !text.is_empty() && !text.contains('$') && !text.starts_with('-')
                })
            });
            found.extend(uid.map(|uid| text_at(yaml, uid)));
        }
    }
    found
}

/// Data sources in a file that Grafana is provisioned by.
pub(super) fn provisioned(yaml: &Yaml) -> Option<Content> {
    let root = yaml.root()?;
    let list = root.get("datasources")?;
    root.get("apiVersion")?;
    let texts = |key: &str| {
        list.items()
            .filter_map(|source| source.str_at(&[key]))
            .map(str::to_owned)
            .collect()
    };
    Some(Content::Sources(SourcesSummary {
        uids: texts("uid"),
        names: texts("name"),
    }))
}
