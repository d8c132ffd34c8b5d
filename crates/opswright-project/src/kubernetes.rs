//! Kubernetes manifests as objects with their pods and containers; every part knows its place.

mod field;
mod pod;

use opswright_yaml::{Kind, Node, Yaml};

pub use field::Field;
pub use pod::{Container, Pod, Role, Variable};

/// Lists in lists are read this deep.
const LIST_DEPTH: usize = 4;

/// One object.
#[derive(Debug, Clone)]
pub struct Object<'a> {
    /// All of it.
    pub node: Node<'a>,
    /// Its kind.
    pub kind: &'a str,
    /// Where the kind is written.
    pub kind_node: Node<'a>,
    /// Its `apiVersion`.
    pub version: &'a str,
    /// Where the version is written.
    pub version_node: Node<'a>,
    /// What parts of it may stand elsewhere.
    pub open: Openness,
    /// The pod that it starts, if it does.
    pub pod: Option<Pod<'a>>,
}

/// Whether what is missing in an object may come from somewhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// No: the object is whole.
    Whole,
    /// A template fills what is null.
    Templated,
    /// It is laid over another object, as patches are.
    Patch,
}

/// The objects of a file, lists taken apart.
pub fn objects(yaml: &Yaml, templated: bool) -> Vec<Object<'_>> {
    let mut found = Vec::new();
    for root in yaml.documents() {
        collect(root, templated, LIST_DEPTH, &mut found);
    }
    found
}

fn collect<'a>(node: Node<'a>, templated: bool, depth: usize, found: &mut Vec<Object<'a>>) {
    let (Some(kind_node), Some(version_node)) = (node.get("kind"), node.get("apiVersion")) else {
        return;
    };
    let (Some(kind), Some(version)) = (kind_node.as_str(), version_node.as_str()) else {
        return;
    };
    let items = node
        .get("items")
        .filter(|_| kind.ends_with("List") || kind == "List");
    if let Some(items) = items.filter(|items| items.kind() == Kind::Sequence) {
        for item in items.items().filter(|_| depth > 0) {
            collect(item, templated, depth - 1, found);
        }
        return;
    }
    let mut object = Object {
        node,
        kind,
        kind_node,
        version,
        version_node,
        open: if templated {
            Openness::Templated
        } else {
            Openness::Whole
        },
        pod: None,
    };
    object.pod = pod::of(&object);
    if is_patch(&object) {
        object.open = Openness::Patch;
        object.pod = pod::of(&object);
    }
    found.push(object);
}

/// A workload without images, or without selector and labels, is laid over one that has them.
fn is_patch(object: &Object<'_>) -> bool {
    let imageless = object.pod.as_ref().is_some_and(|pod| {
        pod.spec.get("containers").is_none()
            || pod
                .containers
                .iter()
                .any(|container| container.node.get("image").is_none())
    });
    let unselectable = matches!(object.kind, "Deployment" | "StatefulSet" | "DaemonSet")
        && object.node.at(&["spec", "selector"]).is_none()
        && object
            .pod
            .as_ref()
            .is_some_and(|pod| pod.metadata.is_none());
    let podless = matches!(
        object.kind,
        "Deployment" | "StatefulSet" | "DaemonSet" | "Job" | "CronJob" | "Pod"
    ) && object.pod.is_none();
    let deletes = object.node.get("$patch").is_some();
    imageless || unselectable || podless || deletes
}

impl<'a> Object<'a> {
    /// What is at `path`.
    pub fn field(&self, path: &[&str]) -> Field<'a> {
        field::at(self.node, path, self.open)
    }

    /// The text at `path`, if it is known.
    pub fn text(&self, path: &[&str]) -> Option<&'a str> {
        self.field(path).known().and_then(|node| node.as_str())
    }

    /// Its name.
    pub fn name(&self) -> Option<Node<'a>> {
        self.node
            .at(&["metadata", "name"])
            .filter(|name| name.as_str().is_some_and(|text| !text.is_empty()))
    }

    /// Its namespace, where it is written.
    pub fn namespace(&self) -> Option<&'a str> {
        self.text(&["metadata", "namespace"])
            .filter(|name| !name.is_empty())
    }

    /// Its name, or its kind where it has none.
    pub fn title(&self) -> &'a str {
        self.name()
            .and_then(|name| name.as_str())
            .unwrap_or(self.kind)
    }

    /// Where findings about the whole object stand: its name, or its kind.
    pub fn place(&self) -> opswright_source::Range {
        self.name().unwrap_or(self.kind_node).range()
    }

    /// The group of its version; empty for the core one.
    pub fn group(&self) -> &'a str {
        self.version.rsplit_once('/').map_or("", |(group, _)| group)
    }

    /// Whether it is of one of Kubernetes' own groups and of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == kind && is_own_group(self.group())
    }

    /// Whether it is whole, so that what is missing is missing.
    pub fn is_whole(&self) -> bool {
        self.open == Openness::Whole
    }

    /// Whether it keeps pods running: what is replicated and serves.
    pub fn is_long_running(&self) -> bool {
        matches!(
            self.kind,
            "Deployment"
                | "StatefulSet"
                | "DaemonSet"
                | "ReplicaSet"
                | "ReplicationController"
                | "Rollout"
                | "DeploymentConfig"
        )
    }
}

/// Whether a group belongs to Kubernetes itself.
pub fn is_own_group(group: &str) -> bool {
    matches!(
        group,
        "" | "apps" | "batch" | "autoscaling" | "policy" | "extensions" | "events.k8s.io"
    ) || group.ends_with(".k8s.io") && !group.ends_with(".x-k8s.io")
}
