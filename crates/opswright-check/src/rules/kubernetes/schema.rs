//! Which fields Kubernetes' own kinds have, and what may stand in them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The tables: a type a line, `Type<TAB>field:shape ...`; a field that has to be there ends with `!`.
///
/// Shapes: `s` text, `i` whole number, `n` number, `b` truth value, `q` amount, `x` number or text, `*` anything, `[..]` a
/// list, `{..}` a map from names, else the name of a type.
const TABLES: &str = include_str!("../../../data/kubernetes.tsv");

/// What may stand somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Text,
    Whole,
    Number,
    Truth,
    /// A scalar of any sort: an amount, or a number that may be a name.
    Scalar,
    Any,
    List(&'static str),
    Map(&'static str),
    Object(&'static str),
}

impl Shape {
    /// Reads a shape as the tables write it.
    pub(crate) fn of(text: &'static str) -> Self {
        match text {
            "s" => Self::Text,
            "i" => Self::Whole,
            "n" => Self::Number,
            "b" => Self::Truth,
            "q" | "x" => Self::Scalar,
            "*" => Self::Any,
            _ => {
                let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or("*");
                match text.as_bytes().first() {
                    Some(b'[') => Self::List(inside),
                    Some(b'{') => Self::Map(inside),
                    _ => Self::Object(text),
                }
            }
        }
    }

    /// As a person says it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "a whole number",
            Self::Number => "a number",
            Self::Truth => "`true` or `false`",
            Self::Scalar | Self::Any => "one value",
            Self::List(_) => "a list",
            Self::Map(_) | Self::Object(_) => "a map",
        }
    }
}

/// A field of a type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldShape {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
}

/// The fields of a type, by name.
pub(crate) fn fields_of(kind: &str) -> Option<&'static [FieldShape]> {
    types().get(kind).map(Vec::as_slice)
}

/// The type of an object, where its version is one that the tables describe.
pub(crate) fn root_type(version: &str, kind: &str) -> Option<&'static str> {
    let kinds: &[&'static str] = match version {
        "v1" => &[
            "Pod",
            "ReplicationController",
            "Service",
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "PersistentVolumeClaim",
            "PersistentVolume",
            "Namespace",
            "ResourceQuota",
            "LimitRange",
        ],
        "apps/v1" => &["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
        "batch/v1" => &["Job", "CronJob"],
        "networking.k8s.io/v1" => &["Ingress", "IngressClass", "NetworkPolicy"],
        "autoscaling/v2" => &["HorizontalPodAutoscaler"],
        "policy/v1" => &["PodDisruptionBudget"],
        "rbac.authorization.k8s.io/v1" => {
            &["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"]
        }
        "storage.k8s.io/v1" => &["StorageClass"],
        "scheduling.k8s.io/v1" => &["PriorityClass"],
        "autoscaling/v1" if kind == "HorizontalPodAutoscaler" => {
            return Some("HorizontalPodAutoscaler_autoscaling_v1");
        }
        _ => return None,
    };
    kinds.iter().copied().find(|name| *name == kind)
}

fn types() -> &'static BTreeMap<&'static str, Vec<FieldShape>> {
    static TYPES: OnceLock<BTreeMap<&'static str, Vec<FieldShape>>> = OnceLock::new();
    TYPES.get_or_init(|| {
        TABLES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, fields)| (name, fields.split(' ').filter_map(field).collect()))
            .collect()
    })
}

fn field(text: &'static str) -> Option<FieldShape> {
    let (name, shape) = text.split_once(':')?;
    let required = shape.ends_with('!');
    Some(FieldShape {
        name,
        shape: Shape::of(shape.trim_end_matches('!')),
        required,
    })
}

#[cfg(test)]
mod tests {
    use super::{Shape, fields_of, types};

    #[test]
    fn every_type_that_is_named_is_there() {
        for (name, fields) in types() {
            assert!(!fields.is_empty() || name.ends_with("Source"), "{name}");
            for field in fields {
                let mut shape = field.shape;
                while let Shape::List(inside) | Shape::Map(inside) = shape {
                    shape = Shape::of(inside);
                }
                if let Shape::Object(other) = shape {
                    assert!(fields_of(other).is_some(), "{name}.{}: {other}", field.name);
                }
            }
        }
        assert!(fields_of("Container").is_some_and(|fields| fields.len() > 15));
    }
}
