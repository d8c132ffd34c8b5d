//! What a Prometheus server scrapes.

use opswright_yaml::{Node, Yaml};

/// An entry of `scrape_configs`.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Its mapping.
    pub node: Node<'a>,
    /// Its name.
    pub name: Option<Node<'a>>,
}

impl<'a> Job<'a> {
    /// Addresses that it is told outright.
    pub fn targets(&self) -> Vec<Node<'a>> {
        self.node
            .get("static_configs")
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|entry| entry.get("targets"))
            .flat_map(|targets| targets.items())
            .collect()
    }
}

/// The jobs of a configuration.
pub fn jobs(yaml: &Yaml) -> Vec<Job<'_>> {
    yaml.root()
        .and_then(|root| root.get("scrape_configs"))
        .into_iter()
        .flat_map(|list| list.items())
        .map(|node| Job {
            node,
            name: node.get("job_name"),
        })
        .collect()
}
