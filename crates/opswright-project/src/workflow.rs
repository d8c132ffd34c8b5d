//! A workflow as jobs with their steps; every part knows its place.

use opswright_yaml::{Entry, Kind, Node, Yaml};

/// A workflow.
#[derive(Debug, Clone)]
pub struct Workflow<'a> {
    /// The whole file.
    pub root: Node<'a>,
    /// Its jobs in order.
    pub jobs: Vec<Job<'a>>,
}

/// One job.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its key.
    pub key: Node<'a>,
    /// Its definition.
    pub node: Node<'a>,
    /// Its steps; none for a job that calls a workflow.
    pub steps: Vec<Step<'a>>,
}

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// Its definition.
    pub node: Node<'a>,
}

/// `owner/repository/path@reference`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionReference<'a> {
    /// `owner/repository`, with the path inside it.
    pub action: &'a str,
    /// Branch, tag or commit.
    pub reference: &'a str,
}

impl<'a> ActionReference<'a> {
    /// Reads `uses`; `None` for local actions and images.
    pub fn parse(uses: &'a str) -> Option<Self> {
        if uses.starts_with("./") || uses.starts_with("../") || uses.contains("://") {
            return None;
        }
        let (action, reference) = uses.split_once('@').unwrap_or((uses, ""));
        action.contains('/').then_some(Self { action, reference })
    }

    /// Whether the reference is a full commit.
    pub fn is_commit(&self) -> bool {
        self.reference.len() == 40 && self.reference.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    /// `owner/repository` without a path inside it.
    pub fn repository(&self) -> &'a str {
        match self.action.match_indices('/').nth(1) {
            Some((at, _)) => &self.action[..at],
            None => self.action,
        }
    }
}

/// The workflow in a file; `None` where it has no `jobs`.
pub fn workflow(yaml: &Yaml) -> Option<Workflow<'_>> {
    let root = yaml.root()?;
    let jobs = root
        .get("jobs")?
        .entries()
        .filter(|entry| entry.value.kind() == Kind::Mapping)
        .map(|entry| job(&entry))
        .collect();
    Some(Workflow { root, jobs })
}

fn job<'a>(entry: &Entry<'a>) -> Job<'a> {
    let steps = entry
        .value
        .get("steps")
        .map(|steps| steps.items().map(|node| Step { node }).collect())
        .unwrap_or_default();
    Job {
        id: entry.name(),
        key: entry.key,
        node: entry.value,
        steps,
    }
}

impl<'a> Workflow<'a> {
    /// Names of the events with their settings; the setting of a listed event is the event's own node.
    pub fn triggers(&self) -> Vec<(&'a str, Node<'a>)> {
        let Some(on) = self.root.get("on") else {
            return Vec::new();
        };
        match on.kind() {
            Kind::Scalar => on.as_str().map(|name| (name, on)).into_iter().collect(),
            Kind::Sequence => on
                .items()
                .filter_map(|item| item.as_str().map(|name| (name, item)))
                .collect(),
            _ => on
                .entries()
                .map(|entry| (entry.name(), entry.value))
                .collect(),
        }
    }

    /// Settings of an event.
    pub fn trigger(&self, name: &str) -> Option<Node<'a>> {
        self.triggers()
            .into_iter()
            .find(|(event, _)| *event == name)
            .map(|(_, node)| node)
    }

    /// The job of this id.
    pub fn job(&self, id: &str) -> Option<&Job<'a>> {
        self.jobs.iter().find(|job| job.id == id)
    }

    /// All jobs that must end before `job`, direct and indirect, each once.
    pub fn before(&self, job: &Job<'a>) -> Vec<&Job<'a>> {
        let mut found: Vec<&Job<'a>> = Vec::new();
        let mut open: Vec<&str> = job.needs().iter().filter_map(Node::as_str).collect();
        while let Some(id) = open.pop() {
            let Some(needed) = self
                .job(id)
                .filter(|needed| !found.iter().any(|known| known.id == needed.id))
            else {
                continue;
            };
            found.push(needed);
            open.extend(needed.needs().iter().filter_map(Node::as_str));
        }
        found
    }
}

impl<'a> Job<'a> {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<Node<'a>> {
        self.node.get(key)
    }

    /// Ids of the jobs it needs.
    pub fn needs(&self) -> Vec<Node<'a>> {
        match self.get("needs") {
            Some(node) if node.kind() == Kind::Sequence => node.items().collect(),
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// The workflow it calls.
    pub fn uses(&self) -> Option<Node<'a>> {
        self.get("uses").filter(|uses| uses.as_str().is_some())
    }

    /// Name of its environment.
    pub fn environment(&self) -> Option<&'a str> {
        let node = self.get("environment")?;
        node.as_str().or_else(|| node.str_at(&["name"]))
    }
}

impl<'a> Step<'a> {
    /// The action it uses.
    pub fn uses(&self) -> Option<Node<'a>> {
        self.node.get("uses").filter(|uses| uses.as_str().is_some())
    }

    /// The action it uses, in its parts.
    pub fn action(&self) -> Option<ActionReference<'a>> {
        ActionReference::parse(self.uses()?.as_str()?)
    }

    /// Whether it uses the action `name`, at whatever version.
    pub fn is_action(&self, name: &str) -> bool {
        self.action()
            .is_some_and(|action| action.action.eq_ignore_ascii_case(name))
    }

    /// The script it runs.
    pub fn run(&self) -> Option<Node<'a>> {
        self.node.get("run").filter(|run| run.as_str().is_some())
    }

    /// An input of its action.
    pub fn input(&self, name: &str) -> Option<Node<'a>> {
        self.node.at(&["with", name])
    }
}
