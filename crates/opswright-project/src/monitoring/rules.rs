//! Recording and alerting rules, in a file of their own or in a `PrometheusRule` object.

use opswright_promql::{Dialect, duration_seconds};
use opswright_yaml::{Node, Yaml};

use super::Embedded;

/// The rules of a file or of an object in it.
#[derive(Debug)]
pub struct RuleFile<'a> {
    /// What holds `groups`.
    pub node: Node<'a>,
    /// Its groups.
    pub groups: Vec<Group<'a>>,
}

/// A group of rules.
#[derive(Debug)]
pub struct Group<'a> {
    /// Its mapping.
    pub node: Node<'a>,
    /// Its name.
    pub name: Option<Node<'a>>,
    /// How often it is evaluated.
    pub interval: Option<Node<'a>>,
    /// Its rules.
    pub rules: Vec<MonitoringRule<'a>>,
}

/// What a rule makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// Series.
    Recording,
    /// Alerts.
    Alerting,
}

/// A rule.
#[derive(Debug)]
pub struct MonitoringRule<'a> {
    /// Its mapping.
    pub node: Node<'a>,
    /// What it makes.
    pub kind: RuleKind,
    /// The name of what it makes.
    pub name: Node<'a>,
    /// Its expression.
    pub expression: Option<Embedded<'a>>,
}

impl Group<'_> {
    /// Seconds between evaluations.
    pub fn interval_seconds(&self) -> Option<f64> {
        self.interval?.as_str().and_then(duration_seconds)
    }
}

impl<'a> MonitoringRule<'a> {
    /// Its name as text.
    pub fn name(&self) -> &'a str {
        self.name.as_str().unwrap_or("")
    }

    /// Whether it makes alerts.
    pub fn is_alert(&self) -> bool {
        self.kind == RuleKind::Alerting
    }

    /// A label that it sets.
    pub fn label(&self, name: &str) -> Option<Node<'a>> {
        self.node.get("labels").and_then(|labels| labels.get(name))
    }

    /// An annotation.
    pub fn annotation(&self, name: &str) -> Option<Node<'a>> {
        self.node
            .get("annotations")
            .and_then(|annotations| annotations.get(name))
    }

    /// Its severity as written.
    pub fn severity(&self) -> Option<&'a str> {
        self.label("severity").and_then(|label| label.as_str())
    }

    /// Whether it wakes somebody up.
    pub fn pages(&self) -> bool {
        self.severity().is_some_and(|severity| {
            matches!(
                severity.to_ascii_lowercase().as_str(),
                "critical" | "page" | "emergency" | "disaster" | "p1" | "sev1" | "fatal"
            )
        })
    }

    /// Whether it fires always, so that its absence tells that alerting is broken.
    pub fn is_watchdog(&self) -> bool {
        let name = self.name().to_ascii_lowercase();
        let constant = self.expression.as_ref().is_some_and(|expression| {
            !expression
                .query
                .root
                .descend()
                .iter()
                .any(|inner| inner.selector().is_some())
        });
        constant || name.contains("watchdog") || name.contains("deadman")
    }

    /// Whether it is sent to somebody, as far as its severity says.
    pub fn notifies(&self) -> bool {
        !matches!(self.severity(), Some("none" | "null"))
    }

    /// Seconds of `for`; 0 where there is none.
    pub fn waits(&self) -> f64 {
        self.node
            .str_at(&["for"])
            .and_then(duration_seconds)
            .unwrap_or(0.0)
    }
}

impl<'a> RuleFile<'a> {
    /// All rules, each with its group.
    pub fn rules(&self) -> impl Iterator<Item = (&Group<'a>, &MonitoringRule<'a>)> {
        self.groups
            .iter()
            .flat_map(|group| group.rules.iter().map(move |rule| (group, rule)))
    }

    /// All alerting rules.
    pub fn alerts(&self) -> impl Iterator<Item = &MonitoringRule<'a>> {
        self.rules()
            .map(|(_, rule)| rule)
            .filter(|rule| rule.is_alert())
    }
}

/// The rules of a rule file.
pub fn rule_file(yaml: &Yaml) -> Option<RuleFile<'_>> {
    rules_of(yaml.root()?)
}

/// The rules of each `PrometheusRule` in a file of Kubernetes objects.
pub fn rule_objects(yaml: &Yaml) -> Vec<RuleFile<'_>> {
    let mut found = Vec::new();
    for root in yaml.documents() {
        let listed: Vec<Node<'_>> = root
            .get("items")
            .map(|items| items.items().collect())
            .unwrap_or_default();
        for object in std::iter::once(root).chain(listed) {
            if object.str_at(&["kind"]) == Some("PrometheusRule") {
                found.extend(object.get("spec").and_then(rules_of));
            }
        }
    }
    found
}

fn rules_of(node: Node<'_>) -> Option<RuleFile<'_>> {
    let groups = node.get("groups")?.items().map(group).collect();
    Some(RuleFile { node, groups })
}

fn group(node: Node<'_>) -> Group<'_> {
    Group {
        node,
        name: node.get("name"),
        interval: node.get("interval"),
        rules: node
            .get("rules")
            .map(|rules| rules.items().filter_map(rule).collect())
            .unwrap_or_default(),
    }
}

fn rule(node: Node<'_>) -> Option<MonitoringRule<'_>> {
    let (kind, name) = match (node.get("alert"), node.get("record")) {
        (Some(name), _) => (RuleKind::Alerting, name),
        (None, Some(name)) => (RuleKind::Recording, name),
        (None, None) => return None,
    };
    Some(MonitoringRule {
        node,
        kind,
        name,
        expression: node
            .get("expr")
            .and_then(|expression| Embedded::new(expression, Dialect::Prometheus)),
    })
}
