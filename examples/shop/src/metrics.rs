//! Counts and durations of requests, in the text format that Prometheus reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the histogram's buckets, in seconds.
const BOUNDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// What has been measured since the process started.
#[derive(Debug, Default)]
pub struct Metrics {
    series: Mutex<Series>,
}

#[derive(Debug, Default)]
struct Series {
    requests: BTreeMap<(&'static str, u16), u64>,
    durations: BTreeMap<&'static str, Histogram>,
}

#[derive(Debug, Default)]
struct Histogram {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    sum: f64,
}

impl Metrics {
    /// Records one answered request.
    pub fn record(&self, route: &'static str, status: u16, duration: Duration) {
        let seconds = duration.as_secs_f64();
        // A thread that panicked while it counted leaves at worst one count missing.
        let mut series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        *series.requests.entry((route, status)).or_default() += 1;
        let histogram = series.durations.entry(route).or_default();
        histogram.count += 1;
        histogram.sum += seconds;
        for (bound, bucket) in BOUNDS.iter().zip(&mut histogram.buckets) {
            if seconds <= *bound {
                *bucket += 1;
            }
        }
    }

    /// Everything, as text.
    pub fn render(&self) -> String {
        let series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::from(
            "# HELP http_requests_total Requests answered.\n# TYPE http_requests_total counter\n",
        );
        for ((route, status), count) in &series.requests {
            line(
                &mut text,
                format_args!(
                    "http_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}"
                ),
            );
        }
        text.push_str("# HELP http_request_duration_seconds Time from the request's last byte to its answer.\n");
        text.push_str("# TYPE http_request_duration_seconds histogram\n");
        for (route, histogram) in &series.durations {
            render_histogram(&mut text, route, histogram);
        }
        text
    }
}

fn render_histogram(text: &mut String, route: &str, histogram: &Histogram) {
    let name = "http_request_duration_seconds";
    for (bound, bucket) in BOUNDS.iter().zip(&histogram.buckets) {
        line(
            text,
            format_args!("{name}_bucket{{route=\"{route}\",le=\"{bound}\"}} {bucket}"),
        );
    }
    line(
        text,
        format_args!(
            "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}",
            histogram.count
        ),
    );
    line(
        text,
        format_args!("{name}_sum{{route=\"{route}\"}} {}", histogram.sum),
    );
    line(
        text,
        format_args!("{name}_count{{route=\"{route}\"}} {}", histogram.count),
    );
}

fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "{arguments}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_cumulative() {
        let metrics = Metrics::default();
        metrics.record("/", 200, Duration::from_millis(20));
        metrics.record("/", 500, Duration::from_secs(60));
        let text = metrics.render();
        for expected in [
            "http_requests_total{route=\"/\",status=\"200\"} 1\n",
            "http_requests_total{route=\"/\",status=\"500\"} 1\n",
            "http_request_duration_seconds_bucket{route=\"/\",le=\"0.01\"} 0\n",
            "http_request_duration_seconds_bucket{route=\"/\",le=\"0.025\"} 1\n",
            "http_request_duration_seconds_bucket{route=\"/\",le=\"10\"} 1\n",
            "http_request_duration_seconds_bucket{route=\"/\",le=\"+Inf\"} 2\n",
            "http_request_duration_seconds_sum{route=\"/\"} 60.02\n",
            "http_request_duration_seconds_count{route=\"/\"} 2\n",
        ] {
            assert!(text.contains(expected), "{expected:?} is not in\n{text}");
        }
    }
}
