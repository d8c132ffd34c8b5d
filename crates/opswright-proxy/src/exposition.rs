//! The counters in Prometheus' text format, version 0.0.4.

use std::fmt::{self, Write};

use crate::wire::{ReleaseStats, ServiceStats, Stats};

const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// A series per release.
struct Family {
    name: &'static str,
    kind: &'static str,
    help: &'static str,
    value: fn(&ReleaseStats) -> u64,
}

const FAMILIES: &[Family] = &[
    Family {
        name: "opswright_proxy_requests_total",
        kind: "counter",
        help: "Requests that an instance took.",
        value: |release| release.requests,
    },
    Family {
        name: "opswright_proxy_failures_total",
        kind: "counter",
        help: "Requests that an instance took and did not answer to the end.",
        value: |release| release.failures,
    },
    Family {
        name: "opswright_proxy_connect_failures_total",
        kind: "counter",
        help: "Connections that an instance did not accept.",
        value: |release| release.connect_failures,
    },
    Family {
        name: "opswright_proxy_aborted_total",
        kind: "counter",
        help: "Requests that the client gave up.",
        value: |release| release.aborted,
    },
    Family {
        name: "opswright_proxy_in_flight",
        kind: "gauge",
        help: "Requests and upgraded connections in flight.",
        value: |release| release.in_flight,
    },
];

/// A series per service.
struct ServiceFamily {
    name: &'static str,
    kind: &'static str,
    help: &'static str,
    value: fn(&ServiceStats) -> u64,
}

const SERVICE_FAMILIES: &[ServiceFamily] = &[
    ServiceFamily {
        name: "opswright_proxy_holding",
        kind: "gauge",
        help: "Requests that wait for an instance.",
        value: |service| service.holding,
    },
    ServiceFamily {
        name: "opswright_proxy_held_total",
        kind: "counter",
        help: "Requests that had to wait for an instance.",
        value: |service| service.held,
    },
    ServiceFamily {
        name: "opswright_proxy_unanswered_total",
        kind: "counter",
        help: "Requests that no instance took in time.",
        value: |service| service.unanswered,
    },
    ServiceFamily {
        name: "opswright_proxy_refused_total",
        kind: "counter",
        help: "Malformed requests that the proxy answered itself.",
        value: |service| service.refused,
    },
];

/// Renders `stats`.
pub fn render(stats: &Stats) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write_all(&mut text, stats);
    text
}

fn write_all(text: &mut String, stats: &Stats) -> fmt::Result {
    header(
        text,
        "opswright_proxy_connections",
        "gauge",
        "Open client connections.",
    )?;
    writeln!(text, "opswright_proxy_connections {}", stats.connections)?;
    for family in SERVICE_FAMILIES {
        header(text, family.name, family.kind, family.help)?;
        for service in &stats.services {
            let label = escape(&service.service);
            writeln!(
                text,
                "{}{{service=\"{label}\"}} {}",
                family.name,
                (family.value)(service)
            )?;
        }
    }
    for family in FAMILIES {
        header(text, family.name, family.kind, family.help)?;
        for (labels, release) in releases(stats) {
            writeln!(
                text,
                "{}{{{labels}}} {}",
                family.name,
                (family.value)(release)
            )?;
        }
    }
    write_responses(text, stats)?;
    write_latency(text, stats)
}

fn write_responses(text: &mut String, stats: &Stats) -> fmt::Result {
    let name = "opswright_proxy_responses_total";
    header(
        text,
        name,
        "counter",
        "Responses of the instances by class.",
    )?;
    for (labels, release) in releases(stats) {
        for (class, count) in CLASSES.iter().zip(release.responses) {
            writeln!(text, "{name}{{{labels},class=\"{class}\"}} {count}")?;
        }
    }
    Ok(())
}

fn write_latency(text: &mut String, stats: &Stats) -> fmt::Result {
    let name = "opswright_proxy_latency_seconds";
    header(
        text,
        name,
        "histogram",
        "Time from the request head to the response head.",
    )?;
    for (labels, release) in releases(stats) {
        let mut sum = 0;
        let bounds = stats.latency_bounds_us.iter().map(|bound| seconds(*bound));
        for (bound, count) in bounds.chain(["+Inf".to_owned()]).zip(&release.latency) {
            sum += count;
            writeln!(text, "{name}_bucket{{{labels},le=\"{bound}\"}} {sum}")?;
        }
        writeln!(
            text,
            "{name}_sum{{{labels}}} {}",
            seconds(release.latency_sum_us)
        )?;
        writeln!(text, "{name}_count{{{labels}}} {sum}")?;
    }
    Ok(())
}

fn header(text: &mut String, name: &str, kind: &str, help: &str) -> fmt::Result {
    writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}")
}

fn releases(stats: &Stats) -> impl Iterator<Item = (String, &ReleaseStats)> {
    stats.services.iter().flat_map(|service| {
        service.releases.iter().map(|release| {
            let labels = format!(
                "service=\"{}\",release=\"{}\"",
                escape(&service.service),
                escape(&release.release)
            );
            (labels, release)
        })
    })
}

/// Microseconds as seconds, exactly.
fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    let short = text.trim_end_matches('0');
    short.strip_suffix('.').unwrap_or(short).to_owned()
}

fn escape(label: &str) -> String {
    label
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::{render, seconds};
    use crate::wire::{ReleaseStats, ServiceStats, Stats};

    #[test]
    fn seconds_are_exact() {
        let cases = [
            (0, "0"),
            (250, "0.00025"),
            (1_000_000, "1"),
            (16_384_000, "16.384"),
            (10, "0.00001"),
        ];
        for (micros, expected) in cases {
            assert_eq!(seconds(micros), expected);
        }
    }

    #[test]
    fn buckets_are_cumulated_and_labels_escaped() {
        let stats = Stats {
            connections: 7,
            latency_bounds_us: vec![1_000, 2_000],
            services: vec![ServiceStats {
                service: "a\"b".to_owned(),
                held: 2,
                releases: vec![ReleaseStats {
                    release: "r1".to_owned(),
                    requests: 6,
                    responses: [0, 5, 0, 0, 1],
                    latency: vec![3, 2, 1],
                    latency_sum_us: 7_500,
                    ..ReleaseStats::default()
                }],
                ..ServiceStats::default()
            }],
            ..Stats::default()
        };
        let text = render(&stats);
        let labels = "service=\"a\\\"b\",release=\"r1\"";
        for line in [
            "opswright_proxy_connections 7".to_owned(),
            "opswright_proxy_held_total{service=\"a\\\"b\"} 2".to_owned(),
            format!("opswright_proxy_requests_total{{{labels}}} 6"),
            format!("opswright_proxy_responses_total{{{labels},class=\"5xx\"}} 1"),
            format!("opswright_proxy_latency_seconds_bucket{{{labels},le=\"0.001\"}} 3"),
            format!("opswright_proxy_latency_seconds_bucket{{{labels},le=\"0.002\"}} 5"),
            format!("opswright_proxy_latency_seconds_bucket{{{labels},le=\"+Inf\"}} 6"),
            format!("opswright_proxy_latency_seconds_sum{{{labels}}} 0.0075"),
            format!("opswright_proxy_latency_seconds_count{{{labels}}} 6"),
        ] {
            assert!(
                text.lines().any(|have| have == line),
                "{line} is not in\n{text}"
            );
        }
    }
}
