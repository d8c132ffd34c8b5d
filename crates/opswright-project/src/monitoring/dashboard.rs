//! A Grafana dashboard.

use opswright_promql::Dialect;
use opswright_yaml::{Node, Yaml};

use super::Embedded;

/// A dashboard.
#[derive(Debug)]
pub struct Dashboard<'a> {
    /// Its object.
    pub node: Node<'a>,
    /// Its panels, those in rows among them.
    pub panels: Vec<Panel<'a>>,
    /// Its variables.
    pub variables: Vec<Variable<'a>>,
}

/// A panel.
#[derive(Debug)]
pub struct Panel<'a> {
    /// Its object.
    pub node: Node<'a>,
    /// Its type; empty where it has none.
    pub kind: &'a str,
    /// Its targets, each with its query where it is one for Prometheus.
    pub targets: Vec<(Node<'a>, Option<Embedded<'a>>)>,
}

/// A variable.
#[derive(Debug)]
pub struct Variable<'a> {
    /// Its object.
    pub node: Node<'a>,
    /// Its name.
    pub name: &'a str,
    /// Its type (`query`, `datasource`, `custom` …).
    pub kind: &'a str,
}

/// Kinds of panels that show numbers over time.
const GRAPHS: [&str; 9] = [
    "timeseries",
    "graph",
    "stat",
    "singlestat",
    "gauge",
    "bargauge",
    "barchart",
    "heatmap",
    "state-timeline",
];

impl<'a> Panel<'a> {
    /// Its title; empty where it has none.
    pub fn title(&self) -> &'a str {
        self.node.str_at(&["title"]).unwrap_or("")
    }

    /// As findings name it.
    pub fn words(&self) -> String {
        let title = self.title();
        match self.node.str_at(&["id"]) {
            _ if !title.is_empty() => format!("`{title}`"),
            Some(id) => format!("with id {id}"),
            None => "without a title".to_owned(),
        }
    }

    /// Where findings about it stand.
    pub fn place(&self) -> opswright_source::Range {
        ["title", "id", "type"]
            .iter()
            .find_map(|key| self.node.entry(key))
            .map_or(self.node.range(), |entry| entry.key.range())
    }

    /// Whether it shows numbers.
    pub fn is_graph(&self) -> bool {
        GRAPHS.contains(&self.kind)
    }

    /// The queries for Prometheus.
    pub fn queries(&self) -> impl Iterator<Item = &Embedded<'a>> {
        self.targets.iter().filter_map(|(_, query)| query.as_ref())
    }
}

impl Dashboard<'_> {
    /// The variable of this name.
    pub fn variable(&self, name: &str) -> Option<&Variable<'_>> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// Whether a variable chooses a data source of this kind.
    pub fn has_source_variable(&self) -> bool {
        self.variables
            .iter()
            .any(|variable| variable.kind == "datasource")
    }
}

/// The dashboard in a file: its root, or `dashboard` where it was exported by the API.
pub fn dashboard(yaml: &Yaml) -> Option<Dashboard<'_>> {
    let root = yaml.root()?;
    let node = match root.get("dashboard") {
        Some(inner) if inner.get("panels").is_some() || inner.get("rows").is_some() => inner,
        _ => root,
    };
    node.get("panels").or(node.get("rows"))?;
    let variables: Vec<Variable<'_>> = node
        .at(&["templating", "list"])
        .map(|list| list.items().map(variable).collect())
        .unwrap_or_default();
    let other_sources = variables.iter().any(|variable| {
        variable.kind == "datasource"
            && variable
                .node
                .str_at(&["query"])
                .is_some_and(|query| query != "prometheus")
    });
    let sources = Sources {
        known: variables
            .iter()
            .filter(|variable| variable.kind == "datasource")
            .map(|variable| {
                (
                    variable.name,
                    variable.node.str_at(&["query"]).unwrap_or(""),
                )
            })
            .collect(),
        only_prometheus: !other_sources,
    };
    let mut panels = Vec::new();
    collect(node, &sources, &mut panels);
    Some(Dashboard {
        node,
        panels,
        variables,
    })
}

/// What is known of where queries go.
struct Sources<'a> {
    /// Names of variables with the kind of source they choose.
    known: Vec<(&'a str, &'a str)>,
    only_prometheus: bool,
}

impl Sources<'_> {
    fn is_prometheus(&self, source: Node<'_>) -> bool {
        if let Some(kind) = source.str_at(&["type"]) {
            return kind == "prometheus";
        }
        let name = source
            .as_str()
            .or_else(|| source.str_at(&["uid"]))
            .unwrap_or("")
            .trim_matches(['$', '{', '}']);
        if let Some((_, kind)) = self.known.iter().find(|(known, _)| *known == name) {
            return *kind == "prometheus";
        }
        // A name that says nothing is not trusted beside a variable that should have been used.
        let lower = name.to_ascii_lowercase();
        let plain = self.known.is_empty() || lower.is_empty() || lower.contains("prom");
        self.only_prometheus && plain && !lower.contains("loki")
    }
}

fn collect<'a>(node: Node<'a>, sources: &Sources<'_>, panels: &mut Vec<Panel<'a>>) {
    let rows = node.get("rows").into_iter().flat_map(|rows| rows.items());
    for row in rows {
        collect_panels(row, sources, panels);
    }
    collect_panels(node, sources, panels);
}

fn collect_panels<'a>(node: Node<'a>, sources: &Sources<'_>, panels: &mut Vec<Panel<'a>>) {
    let own = node
        .get("panels")
        .into_iter()
        .flat_map(|panels| panels.items());
    for node in own {
        panels.push(panel(node, sources));
        // A row that is closed holds its panels.
        for inner in node
            .get("panels")
            .into_iter()
            .flat_map(|inner| inner.items())
        {
            panels.push(panel(inner, sources));
        }
    }
}

fn panel<'a>(node: Node<'a>, sources: &Sources<'_>) -> Panel<'a> {
    let targets = node
        .get("targets")
        .into_iter()
        .flat_map(|targets| targets.items())
        .map(|target| (target, query(node, target, sources)))
        .collect();
    Panel {
        node,
        kind: node.str_at(&["type"]).unwrap_or(""),
        targets,
    }
}

fn query<'a>(panel: Node<'a>, target: Node<'a>, sources: &Sources<'_>) -> Option<Embedded<'a>> {
    let expression = target.get("expr")?;
    expression.as_str().filter(|text| !text.trim().is_empty())?;
    let source = target.get("datasource").or(panel.get("datasource"));
    let is_prometheus = source.map_or(sources.only_prometheus, |source| {
        sources.is_prometheus(source)
    });
    is_prometheus.then(|| Embedded::new(expression, Dialect::Grafana))?
}

fn variable(node: Node<'_>) -> Variable<'_> {
    Variable {
        node,
        name: node.str_at(&["name"]).unwrap_or(""),
        kind: node.str_at(&["type"]).unwrap_or(""),
    }
}
