//! From manifests to their summary.

use opswright_source::Range;
use opswright_yaml::{Kind, Node, Yaml, edit};

use super::{located, text_at};
use crate::kubernetes::{Container, Object, Openness, Pod, objects};
use crate::summary::{
    Detail, KubernetesSummary, Labels, Located, ObjectSummary, PodSummary, Selector, ServicePort,
};

mod references;

pub(super) fn summarise(yaml: &Yaml, text: &str, templated: bool) -> KubernetesSummary {
    KubernetesSummary {
        objects: objects(yaml, templated)
            .iter()
            .map(|object| object_summary(yaml, text, object))
            .collect(),
        templated,
    }
}

fn object_summary(yaml: &Yaml, text: &str, object: &Object<'_>) -> ObjectSummary {
    let replicas = object
        .node
        .get("spec")
        .and_then(|spec| spec.entry("replicas"))
        .filter(|_| object.is_long_running());
    ObjectSummary {
        kind: object.kind.to_owned(),
        group: object.group().to_owned(),
        name: located(
            yaml.lines(),
            object
                .name()
                .and_then(|name| name.as_str())
                .unwrap_or("")
                .to_owned(),
            object.place(),
        ),
        namespace: object.namespace().map(str::to_owned),
        patch: object.open == Openness::Patch,
        labels: labels(object.node.at(&["metadata", "labels"])),
        pod: object.pod.as_ref().map(|pod| pod_summary(yaml, pod)),
        selector: selector(yaml, object),
        replicas: replicas.and_then(|entry| number(yaml, entry.value)),
        replicas_lines: replicas
            .and_then(|entry| edit::remove(text, &entry))
            .map(|edit| edit.range),
        references: references::of(yaml, object),
        detail: detail(yaml, object),
    }
}

fn labels(node: Option<Node<'_>>) -> Labels {
    node.into_iter()
        .flat_map(|node| node.merged_entries())
        .map(|entry| {
            (
                entry.name().to_owned(),
                entry.value.as_str().unwrap_or("").to_owned(),
            )
        })
        .collect()
}

fn pod_summary(yaml: &Yaml, pod: &Pod<'_>) -> PodSummary {
    let ports = pod
        .own()
        .flat_map(Container::ports)
        .filter_map(|port| {
            let number = port.get("containerPort")?.as_i64()?;
            let name = port.str_at(&["name"]).unwrap_or("");
            Some((name.to_owned(), u16::try_from(number).ok()?))
        })
        .collect();
    PodSummary {
        labels: labels(pod.metadata.and_then(|metadata| metadata.get("labels"))),
        ports,
        images: pod
            .own()
            .filter_map(Container::image)
            .map(|image| text_at(yaml, image))
            .collect(),
        is_probed: pod
            .main()
            .any(|container| container.node.get("readinessProbe").is_some()),
    }
}

fn number(yaml: &Yaml, node: Node<'_>) -> Option<Located<i64>> {
    Some(located(yaml.lines(), node.as_i64()?, node.range()))
}

fn written(yaml: &Yaml, node: Option<Node<'_>>) -> Option<Located<String>> {
    node.filter(|node| node.as_str().is_some() && !node.is_null())
        .map(|node| text_at(yaml, node))
}

/// What an object selects, by its kind.
fn selector(yaml: &Yaml, object: &Object<'_>) -> Option<Located<Selector>> {
    let path: &[&str] = match object.kind {
        "Service" | "ReplicationController" if object.group().is_empty() => &["spec", "selector"],
        "NetworkPolicy" => &["spec", "podSelector"],
        "Deployment"
        | "StatefulSet"
        | "DaemonSet"
        | "ReplicaSet"
        | "PodDisruptionBudget"
        | "ServiceMonitor"
        | "PodMonitor" => &["spec", "selector"],
        _ => return None,
    };
    let node = object.node.at(path)?;
    if node.kind() != Kind::Mapping {
        return None;
    }
    let plain = object.kind == "Service" || object.kind == "ReplicationController";
    let selector = if plain {
        Selector {
            labels: labels(Some(node)),
            named_namespaces: false,
            expressions: false,
        }
    } else {
        Selector {
            labels: labels(node.get("matchLabels")),
            named_namespaces: object.node.at(&["spec", "namespaceSelector"]).is_some(),
            expressions: node.get("matchExpressions").is_some(),
        }
    };
    Some(located(yaml.lines(), selector, first_line(node)))
}

/// The first entry of a map, so that findings about the whole of it stand on one line.
fn first_line(node: Node<'_>) -> Range {
    node.entries()
        .next()
        .map_or(node.range(), |entry| match entry.value.kind() {
            Kind::Scalar => entry.range(),
            _ => entry.key.range(),
        })
}

fn detail(yaml: &Yaml, object: &Object<'_>) -> Detail {
    let at = |key: &str| object.node.at(&["spec", key]);
    match object.kind {
        "Service" if object.group().is_empty() => Detail::Service(
            at("ports")
                .into_iter()
                .flat_map(|ports| ports.items())
                .filter_map(|port| service_port(yaml, port))
                .collect(),
        ),
        "PodDisruptionBudget" => Detail::Budget {
            min_available: written(yaml, at("minAvailable")),
            max_unavailable: written(yaml, at("maxUnavailable")),
        },
        "HorizontalPodAutoscaler" => Detail::Autoscaler {
            least: at("minReplicas").and_then(|node| number(yaml, node)),
            most: at("maxReplicas").and_then(|node| number(yaml, node)),
        },
        "ScaledObject" => Detail::Autoscaler {
            least: at("minReplicaCount").and_then(|node| number(yaml, node)),
            most: at("maxReplicaCount").and_then(|node| number(yaml, node)),
        },
        _ => Detail::None,
    }
}

fn service_port(yaml: &Yaml, port: Node<'_>) -> Option<ServicePort> {
    let number = port.get("port")?;
    Some(ServicePort {
        name: port.str_at(&["name"]).unwrap_or("").to_owned(),
        port: number.as_str()?.to_owned(),
        target: written(yaml, port.get("targetPort")).unwrap_or(text_at(yaml, number)),
    })
}
