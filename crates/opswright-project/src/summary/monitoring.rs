//! What rules, Prometheus, Alertmanager and dashboards say to each other.

use super::Located;
use crate::monitoring::LabelMatch;

/// A file of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulesSummary {
    /// Its rules.
    pub rules: Vec<RuleSummary>,
    /// Whether they are an object of Kubernetes, which an operator loads.
    pub is_object: bool,
    /// Where one more rule has its place: the end of the last one, and the blanks before its dash.
    pub end: Option<(usize, usize)>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSummary {
    /// Whether it makes alerts.
    pub is_alert: bool,
    /// The name of what it makes.
    pub name: Located<String>,
    /// Labels that it sets, with their values.
    pub labels: Vec<(String, Located<String>)>,
    /// Its runbook.
    pub runbook: Option<Located<String>>,
    /// Metrics that it reads, each with the jobs that it names.
    pub metrics: Vec<(Located<String>, Vec<LabelMatch>)>,
    /// Milliseconds that calls of `rate` and its like look back.
    pub windows: Vec<Located<u64>>,
    /// Whether what it records is a rate already.
    pub records_rate: bool,
    /// Its expression without blanks.
    pub expression: String,
    /// Whether it notices that series are gone: `up == 0`, `absent`.
    pub sees_outage: bool,
}

/// A configuration of Prometheus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrometheusSummary {
    /// Milliseconds between scrapes, where it says so.
    pub scrape_interval: Option<Located<u64>>,
    /// Its jobs.
    pub jobs: Vec<ScrapeSummary>,
    /// Patterns of its rule files.
    pub rule_files: Vec<Located<String>>,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScrapeSummary {
    /// Its name.
    pub name: Located<String>,
    /// Milliseconds between its scrapes, where it says so.
    pub interval: Option<u64>,
    /// Addresses that it scrapes.
    pub targets: Vec<String>,
    /// Whether it finds targets by itself.
    pub discovers: bool,
}

/// A configuration of Alertmanager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutingSummary {
    /// The outermost route.
    pub root: RouteSummary,
}

/// A route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteSummary {
    /// Labels that it asks for.
    pub matches: Vec<LabelMatch>,
    /// Its receiver, its own or that of the route above.
    pub receiver: String,
    /// Whether the receiver notifies anybody.
    pub notifies: bool,
    /// Whether the routes behind it are asked, too.
    pub goes_on: bool,
    /// Where it stands.
    pub line: u32,
    /// Routes below.
    pub routes: Vec<RouteSummary>,
}

/// A dashboard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DashboardSummary {
    /// Its stable id.
    pub uid: Option<Located<String>>,
    /// Ids of data sources that it names outright.
    pub sources: Vec<Located<String>>,
}

/// Data sources that Grafana is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourcesSummary {
    /// Their ids.
    pub uids: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
}
