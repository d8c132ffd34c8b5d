//! `unmonitored-service`: a service beside a Prometheus that does not scrape it.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::{Content, Graph, PrometheusSummary};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unmonitored-service",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unmonitored_service.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let servers: Vec<&PrometheusSummary> = graph
        .contents()
        .filter_map(|(_, content)| match content {
            Content::Prometheus(prometheus) => Some(prometheus),
            _ => None,
        })
        .collect();
    let discovers = servers
        .iter()
        .any(|server| server.jobs.iter().any(|job| job.discovers));
    if servers.is_empty() || discovers {
        return;
    }
    let hosts: Vec<&str> = servers
        .iter()
        .flat_map(|server| &server.jobs)
        .flat_map(|job| &job.targets)
        .map(|target| host(target))
        .collect();
    for (compose, content) in graph.compose_files() {
        let monitored = content
            .services
            .iter()
            .any(|service| is_prometheus(service.image.as_ref().map(|image| image.value.as_str())));
        if !monitored {
            continue;
        }
        for service in &content.services {
            let serves =
                service.build.is_some() && !service.ports.is_empty() && !service.incomplete;
            if serves && !hosts.contains(&service.name.value.as_str()) {
                report.find_in(
                    &compose.path,
                    service.name.range,
                    format!("`{}` is built here and answers requests, and the Prometheus beside it does not scrape it", service.name.value),
                );
            }
        }
    }
}

/// `app` of `http://app:8080/metrics`.
fn host(target: &str) -> &str {
    let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or(rest)
}

fn is_prometheus(image: Option<&str>) -> bool {
    image.is_some_and(|image| image.contains("prometheus") && !image.contains("exporter"))
}
