//! The pod that an object starts, and its containers.

use opswright_yaml::{Kind, Node};

use super::field::{self, Field};
use super::{Object, Openness};

/// A pod, or the template of one.
#[derive(Debug, Clone)]
pub struct Pod<'a> {
    /// Its specification.
    pub spec: Node<'a>,
    /// Its labels and annotations.
    pub metadata: Option<Node<'a>>,
    /// Its containers, the ones that run first at the beginning.
    pub containers: Vec<Container<'a>>,
    /// As of the object.
    pub open: Openness,
}

/// When a container runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Before the others, to its end.
    Init,
    /// Beside the others, started before them.
    Sidecar,
    /// As long as the pod.
    Main,
    /// Put into a running pod.
    Ephemeral,
}

/// A container.
#[derive(Debug, Clone, Copy)]
pub struct Container<'a> {
    /// Its definition.
    pub node: Node<'a>,
    /// Its name; empty where it has none.
    pub name: &'a str,
    /// When it runs.
    pub role: Role,
    /// As of the object.
    pub open: Openness,
}

/// A variable of a container.
#[derive(Debug, Clone, Copy)]
pub struct Variable<'a> {
    /// Name and its place.
    pub name: Node<'a>,
    /// The literal value.
    pub value: Option<Node<'a>>,
    /// Where it is read from instead.
    pub source: Option<Node<'a>>,
}

/// The pod of an object, by its kind.
pub(super) fn of<'a>(object: &Object<'a>) -> Option<Pod<'a>> {
    let core = super::is_own_group(object.group());
    let (spec, metadata): (&[&str], &[&str]) = match object.kind {
        "Pod" if core => (&["spec"], &["metadata"]),
        "PodTemplate" if core => (&["template", "spec"], &["template", "metadata"]),
        "CronJob" if core => (
            &["spec", "jobTemplate", "spec", "template", "spec"],
            &["spec", "jobTemplate", "spec", "template", "metadata"],
        ),
        "Deployment"
        | "StatefulSet"
        | "DaemonSet"
        | "ReplicaSet"
        | "ReplicationController"
        | "Job"
            if core =>
        {
            (
                &["spec", "template", "spec"],
                &["spec", "template", "metadata"],
            )
        }
        "Rollout" if object.group() == "argoproj.io" => (
            &["spec", "template", "spec"],
            &["spec", "template", "metadata"],
        ),
        "DeploymentConfig" => (
            &["spec", "template", "spec"],
            &["spec", "template", "metadata"],
        ),
        _ => return None,
    };
    let spec = object
        .node
        .at(spec)
        .filter(|spec| spec.kind() == Kind::Mapping)?;
    Some(Pod {
        spec,
        metadata: object.node.at(metadata),
        containers: containers(spec, object.open),
        open: object.open,
    })
}

fn containers(spec: Node<'_>, open: Openness) -> Vec<Container<'_>> {
    let mut all = Vec::new();
    for (key, role) in [
        ("initContainers", Role::Init),
        ("containers", Role::Main),
        ("ephemeralContainers", Role::Ephemeral),
    ] {
        let listed = spec.get(key).into_iter().flat_map(|list| list.items());
        for node in listed.filter(|node| node.kind() == Kind::Mapping) {
            let sidecar = role == Role::Init && node.str_at(&["restartPolicy"]) == Some("Always");
            all.push(Container {
                node,
                name: node.str_at(&["name"]).unwrap_or(""),
                role: if sidecar { Role::Sidecar } else { role },
                open,
            });
        }
    }
    all
}

impl<'a> Pod<'a> {
    /// What is at `path` of its specification.
    pub fn field(&self, path: &[&str]) -> Field<'a> {
        field::at(self.spec, path, self.open)
    }

    /// The text at `path` of its specification, if it is known.
    pub fn text(&self, path: &[&str]) -> Option<&'a str> {
        self.field(path).known().and_then(|node| node.as_str())
    }

    /// Its volumes.
    pub fn volumes(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.spec
            .get("volumes")
            .into_iter()
            .flat_map(|volumes| volumes.items())
            .filter(|volume| volume.kind() == Kind::Mapping)
    }

    /// Containers that live as long as the pod.
    pub fn main(&self) -> impl Iterator<Item = &Container<'a>> {
        self.containers
            .iter()
            .filter(|container| container.role == Role::Main)
    }

    /// Containers without those that a person puts into a running pod.
    pub fn own(&self) -> impl Iterator<Item = &Container<'a>> {
        self.containers
            .iter()
            .filter(|container| container.role != Role::Ephemeral)
    }

    /// What holds for a container: its own security context, else the pod's.
    pub fn security(&self, container: &Container<'a>, path: &[&str]) -> Field<'a> {
        let mut full = vec!["securityContext"];
        full.extend_from_slice(path);
        container.field(&full).or(|| self.field(&full))
    }
}

impl<'a> Container<'a> {
    /// What is at `path`.
    pub fn field(&self, path: &[&str]) -> Field<'a> {
        field::at(self.node, path, self.open)
    }

    /// The text at `path`, if it is known.
    pub fn text(&self, path: &[&str]) -> Option<&'a str> {
        self.field(path).known().and_then(|node| node.as_str())
    }

    /// Where findings about the whole container stand: its name, or its first byte.
    pub fn place(&self) -> opswright_source::Range {
        let key = self.node.entries().next().map(|entry| entry.key.range());
        self.node
            .get("name")
            .map(|name| name.range())
            .or(key)
            .unwrap_or(self.node.range())
    }

    /// Its image.
    pub fn image(&self) -> Option<Node<'a>> {
        self.node
            .get("image")
            .filter(|image| image.as_str().is_some_and(|text| !text.is_empty()))
    }

    /// Its variables.
    pub fn variables(&self) -> impl Iterator<Item = Variable<'a>> + use<'a> {
        self.node
            .get("env")
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|item| {
                Some(Variable {
                    name: item.get("name")?,
                    value: item.get("value").filter(|value| value.as_str().is_some()),
                    source: item.get("valueFrom"),
                })
            })
    }

    /// Its ports.
    pub fn ports(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.node
            .get("ports")
            .into_iter()
            .flat_map(|list| list.items())
            .filter(|port| port.kind() == Kind::Mapping)
    }

    /// The program and its arguments: `command` and `args`.
    pub fn words(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        ["command", "args"]
            .into_iter()
            .filter_map({
                let node = self.node;
                move |key| node.get(key)
            })
            .flat_map(|list| list.items())
            .filter(|word| word.as_str().is_some())
    }
}
