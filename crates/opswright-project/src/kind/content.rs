//! What a YAML or JSON file is, by its outermost keys.

use std::collections::BTreeSet;

use super::Kind;

/// The kind of a YAML file whose path says nothing.
pub(super) fn of_yaml(path: &str, text: &str) -> Kind {
    let keys = outermost_keys(text);
    let all = |wanted: &[&str]| wanted.iter().all(|key| keys.contains(key));
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let name = path.rsplit('/').next().unwrap_or(path);
    if is_in_templates(path) && (says(&["{{"]) || all(&["apiVersion"])) {
        Kind::HelmTemplate
    } else if all(&["jobs", "on"]) {
        Kind::Workflow
    } else if all(&["apiVersion", "kind"]) {
        if says(&["kind: Kustomization\n"]) {
            Kind::Kustomization
        } else {
            Kind::Kubernetes
        }
    } else if all(&["services"]) && says(&["image:", "build:"]) && !is_pipeline(&keys) {
        Kind::Compose
    } else if all(&["groups"]) && says(&["alert:", "record:"]) {
        Kind::PrometheusRules
    } else if all(&["scrape_configs"])
        || all(&["rule_files"]) && says(&["alerting:", "scrape_interval:"])
    {
        Kind::PrometheusConfig
    } else if all(&["route", "receivers"]) {
        Kind::Alertmanager
    } else if all(&["apiVersion", "datasources"]) {
        Kind::DataSources
    } else if name.starts_with("values") {
        Kind::HelmValues
    } else {
        Kind::Other
    }
}

/// Whether the file says what a build server does, with services beside its steps.
fn is_pipeline(keys: &BTreeSet<&str>) -> bool {
    [
        "steps",
        "pipeline",
        "stages",
        "jobs",
        "before_script",
        "script",
        "pipelines",
        "language",
    ]
    .iter()
    .any(|key| keys.contains(key))
}

/// Whether JSON in a folder of dashboards is one.
pub(super) fn is_dashboard(text: &str) -> bool {
    text.contains("\"panels\"") || text.contains("\"schemaVersion\"")
}

fn is_in_templates(path: &str) -> bool {
    path.starts_with("templates/") || path.contains("/templates/")
}

/// Keys that stand at the beginning of a line.
fn outermost_keys(text: &str) -> BTreeSet<&str> {
    text.lines()
        .filter(|line| !line.starts_with([' ', '#', '-', '\t']))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key.trim_matches(['"', '\'']))
        .collect()
}
