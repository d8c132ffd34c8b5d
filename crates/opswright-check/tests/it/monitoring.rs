//! Rules, routes and dashboards in any order, and the two alerts that everybody copies.

use opswright_check::{all, fix};
use opswright_source::{Files, SourceFile};
use proptest::prelude::*;

fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(words), 0..30)
        .prop_map(|words| words.concat())
}

const RULES: &[&str] = &[
    "groups:\n",
    "  - name: a\n",
    "    interval: 0s\n",
    "    rules:\n",
    "      - alert: A\n",
    "      - record: a:b:rate5m\n",
    "        expr: rate(x_total{a=~\"^é$\"}[5m]) / rate(x_total[5m]) > 0.5\n",
    "        expr: |\n          absent(up{job=\"a\"} == 1)\n",
    "        expr: 'sum by (x) (histogram_quantile(95, rate(a_bucket[30s])))'\n",
    "        expr: up{a=~\".*\", b=\"é\"} < bool\n",
    "        for: 0m\n",
    "        labels: {severity: critcal}\n",
    "        labels:\n          severity: critical\n",
    "        annotations:\n          summary: \"{{ $labels.x }} {{ é\"\n",
    "        label: x\n",
    "# c\n",
    "é: [\n",
];

const ROUTES: &[&str] = &[
    "route:\n",
    "  receiver: a\n",
    "  group_by: [x]\n",
    "  routes:\n",
    "    - match: {a: é}\n",
    "      receiver: b\n",
    "    - matchers: [a=~\"b|c\", 'd=\"e\"']\n",
    "      repeat_interval: 1s\n",
    "      continue: true\n",
    "receivers:\n",
    "  - name: a\n",
    "    slack_configs: [{api_url: x}]\n",
    "inhibit_rules:\n",
    "  - source_match: {a: b}\n",
    "    target_matchers: ['']\n",
];

const SCRAPES: &[&str] = &[
    "global: {scrape_interval: 15s}\n",
    "rule_files: ['*.yml', é]\n",
    "scrape_configs:\n",
    "  - job_name: a\n",
    "    scrape_timeout: 1h\n",
    "    static_configs: [{targets: ['a:1']}]\n",
    "    basic_auth: {password: é}\n",
    "    tls_config: {insecure_skip_verify: true}\n",
    "alerting:\n",
    "remote: x\n",
];

const DASHBOARD: &[&str] = &[
    "{\"uid\": \"a\", ",
    "\"panels\": [",
    "{\"id\": 1, \"type\": \"graph\", \"targets\": [{\"expr\": \"rate(a_total{b=\\\"$c\\\"}[5m])\"}]}",
    ", ",
    "]",
    "}",
    "\"templating\": {\"list\": [{\"name\": \"c\", \"type\": \"query\", \"query\": \"label_values(é\", \"refresh\": 1}]}",
    "\"datasource\": \"é\"",
    "\"refresh\": \"1s\"",
    "\"rows\": [{\"panels\": []}]",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_files_are_checked_and_fixed_without_panic(
        rules in pieces(RULES),
        routes in pieces(ROUTES),
        scrapes in pieces(SCRAPES),
        dashboard in pieces(DASHBOARD),
    ) {
        let mut files = Files::new();
        for (path, text) in [
            ("rules.yml", rules),
            ("alertmanager.yml", routes),
            ("prometheus.yml", scrapes),
            ("dashboards/a.json", dashboard),
        ] {
            files.insert(SourceFile::from_text(path, &text));
        }
        for finding in all(&files) {
            let text = files.get(&finding.path).map_or("", |file| file.text.as_str());
            prop_assert!(text.get(finding.range.start..finding.range.end).is_some(), "{finding:?}");
        }
        let fixed = fix::settle(&files, &fix::is_fixable);
        let again = fix::settle(&fixed.files, &|finding| {
            fix::is_fixable(finding) && !fixed.withdrawn.iter().any(|other| other.rule == finding.rule)
        });
        prop_assert!(again.changed.is_empty(), "{:?}", again.applied);
    }
}

const COPIED: &str = r#"groups:
  - name: app-alerts
    rules:
      - alert: HighErrorRate
        expr: rate(http_requests_total{status=~"5.."}[5m]) / rate(http_requests_total[5m]) > 0.05
        for: 5m
        labels:
          severity: critical
      - alert: HighLatency
        expr: histogram_quantile(0.95, rate(http_request_duration_seconds_bucket[5m])) > 1
        for: 5m
        labels:
          severity: warning
"#;

fn copied() -> Files {
    let mut files = Files::new();
    files.insert(SourceFile::from_text("monitoring/alerts.yml", COPIED));
    files
}

#[test]
fn the_two_alerts_that_everybody_copies_are_found_out() {
    let found: Vec<&str> = all(&copied()).iter().map(|finding| finding.rule).collect();
    for rule in [
        "unaggregated-ratio",
        "unaggregated-quantile",
        "unseen-outage",
        "alert-without-runbook",
        "alert-without-summary",
    ] {
        assert!(found.contains(&rule), "{rule} in {found:?}");
    }
}

#[test]
fn the_safe_fix_aggregates_the_ratio_and_the_others_add_what_is_missing() {
    let safe = fix::settle(&copied(), &fix::is_safe);
    let text = &safe.files.get("monitoring/alerts.yml").unwrap().text;
    let aggregated = "expr: sum by (job) (rate(http_requests_total{status=~\"5..\"}[5m])) / sum by (job) (rate(http_requests_total[5m])) > 0.05";
    assert!(
        text.contains(&format!("{aggregated}\n")) && text.contains("0.95, rate("),
        "{text}"
    );
    let every = fix::settle(&copied(), &fix::is_fixable);
    let text = &every.files.get("monitoring/alerts.yml").unwrap().text;
    for part in [
        aggregated,
        " and on (job) sum by (job) (rate(http_requests_total[5m])) > 0.1\n",
        "histogram_quantile(0.95, sum by (job, le) (rate(http_request_duration_seconds_bucket[5m]))) > 1\n",
        "keep_firing_for: 5m\n",
        "- alert: TargetDown\n        expr: up == 0\n",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn no_finding_repeats_a_secret_of_monitoring() {
    let secret = "hunter2hunter2";
    let mut files = Files::new();
    for (path, text) in [
        (
            "prometheus.yml",
            format!(
                "scrape_configs:\n  - job_name: a\n    basic_auth: {{username: a, password: {secret}}}\n"
            ),
        ),
        (
            "alertmanager.yml",
            format!(
                "route: {{receiver: a}}\nreceivers:\n  - name: a\n    slack_configs: [{{api_url: \"https://hooks.slack.com/services/T/B/{secret}\"}}]\n"
            ),
        ),
    ] {
        files.insert(SourceFile::from_text(path, &text));
    }
    let found = all(&files);
    assert!(
        found
            .iter()
            .filter(|finding| finding.rule == "credential-in-configuration")
            .count()
            == 2,
        "{found:?}"
    );
    assert!(!format!("{found:?}").contains(secret));
}
