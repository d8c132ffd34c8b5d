//! What is costly to find in a tree, found once: rules and dashboards with their queries.

use crate::kind::Kind;
use crate::monitoring::{Dashboard, RuleFile, dashboard, rule_file, rule_objects};
use crate::parsed::{Parsed, Syntax};

/// What a file holds besides its tree.
#[derive(Debug)]
pub enum Model<'a> {
    /// The rules of Prometheus that the file is.
    Rules(Vec<RuleFile<'a>>),
    /// The rules in `PrometheusRule` objects among others.
    Objects(Vec<RuleFile<'a>>),
    /// A dashboard.
    Dashboard(Dashboard<'a>),
    /// Nothing that is costly to find.
    None,
}

impl<'a> Model<'a> {
    /// What `parsed` holds, the tree of `text`.
    pub fn of(parsed: &'a Parsed, text: &str) -> Self {
        let Syntax::Yaml(yaml) = &parsed.syntax else {
            return Self::None;
        };
        match parsed.kind {
            Kind::PrometheusRules => Self::Rules(rule_file(yaml).into_iter().collect()),
            Kind::Kubernetes if text.contains("PrometheusRule") => {
                Self::Objects(rule_objects(yaml))
            }
            Kind::Dashboard => dashboard(yaml).map_or(Self::None, Self::Dashboard),
            _ => Self::None,
        }
    }
}
