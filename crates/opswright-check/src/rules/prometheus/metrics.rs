//! What a metric is by its name.

/// Endings that only gauges have.
const GAUGE_ENDINGS: [&str; 24] = [
    "_percent",
    "_percentage",
    "_celsius",
    "_fahrenheit",
    "_info",
    "_ratio",
    "_usage_bytes",
    "_free_bytes",
    "_avail_bytes",
    "_available_bytes",
    "_size_bytes",
    "_limit_bytes",
    "_working_set_bytes",
    "_resident_memory_bytes",
    "_virtual_memory_bytes",
    "_limit",
    "_limits",
    "_capacity",
    "_temperature",
    "_replicas",
    "_queue_length",
    "_in_flight",
    "_goroutines",
    "_status_phase",
];

/// Names of gauges that everyone has.
const GAUGES: [&str; 8] = [
    "up",
    "node_load1",
    "node_load5",
    "node_load15",
    "probe_success",
    "go_threads",
    "process_open_fds",
    "process_start_time_seconds",
];

/// Whether it goes up and down.
pub(super) fn is_gauge(metric: &str) -> bool {
    let memory = metric.starts_with("node_memory_") && metric.ends_with("_bytes");
    !metric.contains(':')
        && (memory
            || GAUGES.contains(&metric)
            || GAUGE_ENDINGS.iter().any(|ending| metric.ends_with(ending)))
}

/// Whether its name says that it was recorded as a rate: `job:requests:rate5m`.
pub(super) fn is_recorded_rate(metric: &str) -> bool {
    let Some((_, operations)) = metric.rsplit_once(':') else {
        return false;
    };
    operations.split('_').any(|part| {
        ["rate", "irate", "increase", "ratio", "delta"]
            .iter()
            .any(|operation| {
                part.strip_prefix(operation).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with(|first: char| first.is_ascii_digit())
                })
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_metrics_are() {
        for (metric, gauge, rate) in [
            ("node_memory_MemFree_bytes", true, false),
            ("node_network_receive_bytes", false, false),
            ("http_requests_total", false, false),
            ("job:http_requests:rate5m", false, true),
            ("job:http_requests:sum_rate", false, true),
            ("job:generated:count", false, false),
            ("up", true, false),
        ] {
            assert_eq!(
                (is_gauge(metric), is_recorded_rate(metric)),
                (gauge, rate),
                "{metric}"
            );
        }
    }
}
