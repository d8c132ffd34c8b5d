//! What Prometheus, Alertmanager and Grafana read: rules, routes and dashboards, with the queries in them.

mod dashboard;
mod embedded;
mod route;
mod rules;
mod scrape;

pub use dashboard::{Dashboard, Panel, Variable, dashboard};
pub use embedded::Embedded;
pub use route::{LabelMatch, Route, Routing, is_same_set, label_matches, routing};
pub use rules::{Group, MonitoringRule, RuleFile, RuleKind, rule_file, rule_objects};
pub use scrape::{Job, jobs};
