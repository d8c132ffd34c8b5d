//! `unknown-prometheus-key`: a key that the configuration of Prometheus does not have.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::monitoring::jobs;
use opswright_yaml::Yaml;

use super::keys::unknown;
use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-prometheus-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::Safe,
    profile: Profile::Default,
    docs: include_str!("unknown_prometheus_key.md"),
    run: &[Run::Prometheus(run)],
};

const ROOT: [&str; 12] = [
    "global",
    "runtime",
    "alerting",
    "rule_files",
    "scrape_configs",
    "scrape_config_files",
    "storage",
    "tracing",
    "remote_write",
    "remote_read",
    "otlp",
    "tsdb",
];
const GLOBAL: [&str; 24] = [
    "scrape_interval",
    "scrape_timeout",
    "scrape_protocols",
    "evaluation_interval",
    "rule_query_offset",
    "query_log_file",
    "scrape_failure_log_file",
    "external_labels",
    "body_size_limit",
    "sample_limit",
    "target_limit",
    "label_limit",
    "label_name_length_limit",
    "label_value_length_limit",
    "keep_dropped_targets",
    "metric_name_validation_scheme",
    "metric_name_escaping_scheme",
    "convert_classic_histograms_to_nhcb",
    "always_scrape_classic_histograms",
    "scrape_native_histograms",
    "extra_scrape_metrics",
    "runtime",
    "scrape_fallback_protocol",
    "metric_relabel_configs",
];
const JOB: [&str; 44] = [
    "job_name",
    "honor_labels",
    "honor_timestamps",
    "track_timestamps_staleness",
    "params",
    "scrape_interval",
    "scrape_timeout",
    "scrape_protocols",
    "scrape_fallback_protocol",
    "scrape_classic_histograms",
    "always_scrape_classic_histograms",
    "convert_classic_histograms_to_nhcb",
    "scrape_native_histograms",
    "scrape_failure_log_file",
    "metrics_path",
    "scheme",
    "enable_compression",
    "body_size_limit",
    "sample_limit",
    "target_limit",
    "label_limit",
    "label_name_length_limit",
    "label_value_length_limit",
    "native_histogram_bucket_limit",
    "native_histogram_min_bucket_factor",
    "keep_dropped_targets",
    "metric_name_validation_scheme",
    "metric_name_escaping_scheme",
    "extra_scrape_metrics",
    "basic_auth",
    "authorization",
    "oauth2",
    "follow_redirects",
    "enable_http2",
    "tls_config",
    "proxy_url",
    "no_proxy",
    "proxy_from_environment",
    "proxy_connect_header",
    "http_headers",
    "bearer_token",
    "bearer_token_file",
    "static_configs",
    "relabel_configs",
];

fn run(yaml: &Yaml, report: &mut Report<'_>) {
    let Some(root) = yaml.root() else {
        return;
    };
    unknown(root, &ROOT, "the configuration", report);
    if let Some(global) = root.get("global") {
        unknown(global, &GLOBAL, "`global`", report);
    }
    for job in jobs(yaml) {
        unknown(job.node, &JOB, "a job", report);
    }
}
