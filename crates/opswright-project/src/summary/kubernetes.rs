//! What manifests and Kustomize folders say, without their text.

use opswright_source::Range;

use super::Located;

/// A map of labels, in the order of the file.
pub type Labels = Vec<(String, String)>;

/// Manifests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KubernetesSummary {
    /// The objects.
    pub objects: Vec<ObjectSummary>,
    /// Whether the file is a template, so that names and labels in it may be holes.
    pub templated: bool,
}

/// An object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectSummary {
    /// Its kind.
    pub kind: String,
    /// The group of its version; empty for the core one.
    pub group: String,
    /// Its name; empty where it has none. The place is that of the name, or else of the kind.
    pub name: Located<String>,
    /// Its namespace, where it is written.
    pub namespace: Option<String>,
    /// Whether it is laid over another object.
    pub patch: bool,
    /// Its own labels.
    pub labels: Labels,
    /// The pod that it starts.
    pub pod: Option<PodSummary>,
    /// What it selects pods by (or services, for a monitor); `None` where it selects nothing.
    pub selector: Option<Located<Selector>>,
    /// How many pods it wants, where it says so.
    pub replicas: Option<Located<i64>>,
    /// The whole lines of `replicas`, if they hold nothing else.
    pub replicas_lines: Option<Range>,
    /// Objects that it needs.
    pub references: Vec<Reference>,
    /// What only its kind has.
    pub detail: Detail,
}

/// How objects are selected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selector {
    /// Labels that all have to be there.
    pub labels: Labels,
    /// Whether it selects in namespaces that it names.
    pub named_namespaces: bool,
    /// Whether there are expressions beside them, which are not looked at.
    pub expressions: bool,
}

impl Selector {
    /// Whether something with `labels` is selected, as far as labels go.
    pub fn selects(&self, labels: &Labels) -> bool {
        self.labels.iter().all(|label| labels.contains(label))
    }
}

/// A pod.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PodSummary {
    /// Its labels.
    pub labels: Labels,
    /// Ports of its containers: name (empty for none) and number.
    pub ports: Vec<(String, u16)>,
    /// Images of its containers.
    pub images: Vec<Located<String>>,
    /// Whether some container has a readiness probe.
    pub is_probed: bool,
}

/// The need for another object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Kind of the object.
    pub kind: String,
    /// Its name.
    pub name: Located<String>,
    /// Its namespace, where that is another one.
    pub namespace: Option<String>,
    /// A port of it: number or name.
    pub port: Option<Located<String>>,
    /// Whether the pod starts without it.
    pub optional: bool,
}

/// What only some kinds have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more.
    #[default]
    None,
    /// Ports of a service.
    Service(Vec<ServicePort>),
    /// Limits of a disruption budget, as written.
    Budget {
        /// Pods that have to stay.
        min_available: Option<Located<String>>,
        /// Pods that may go.
        max_unavailable: Option<Located<String>>,
    },
    /// Limits of an autoscaler.
    Autoscaler {
        /// The least number of pods.
        least: Option<Located<i64>>,
        /// The greatest.
        most: Option<Located<i64>>,
    },
}

/// A port of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePort {
    /// Its name; empty for none.
    pub name: String,
    /// Its number as written.
    pub port: String,
    /// The port of the pod: number or name; the own number where nothing is written.
    pub target: Located<String>,
}

/// A Kustomize folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KustomizationSummary {
    /// Files and folders that it reads, as written.
    pub files: Vec<Located<String>>,
    /// The namespace that it gives.
    pub namespace: Option<String>,
    /// Names of `ConfigMap` and `Secret` objects that it makes.
    pub generated: Vec<String>,
    /// Whether names are given a prefix or suffix.
    pub renames: bool,
}
