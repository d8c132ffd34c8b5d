//! Manifests, Kustomize folders and charts as rules see them.

use opswright_dockerfile::ImageReference;
use opswright_project::kubernetes::{Container, Object, Pod, objects};
use opswright_source::Range;
use opswright_yaml::{Node, Yaml};
use std::cell::OnceCell;

use crate::rules::kubernetes::schema_fault::{SchemaFault, schema_faults};

/// A file of manifests.
#[derive(Debug)]
pub(crate) struct KubernetesFile<'a> {
    pub(crate) objects: Vec<Object<'a>>,
    faults: OnceCell<Vec<SchemaFault<'a>>>,
}

/// A container with the object that it belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contained<'f, 'a> {
    pub(crate) object: &'f Object<'a>,
    pub(crate) pod: &'f Pod<'a>,
    pub(crate) container: &'f Container<'a>,
}

impl<'a> KubernetesFile<'a> {
    pub(crate) fn of(yaml: &'a Yaml, templated: bool) -> Self {
        Self {
            objects: objects(yaml, templated),
            faults: OnceCell::new(),
        }
    }

    /// Where it does not follow the schema of its kinds.
    pub(crate) fn schema_faults(&self) -> &[SchemaFault<'a>] {
        self.faults.get_or_init(|| schema_faults(&self.objects))
    }

    /// Objects that start pods, with the pod.
    pub(crate) fn pods<'f>(&'f self) -> impl Iterator<Item = (&'f Object<'a>, &'f Pod<'a>)> {
        self.objects
            .iter()
            .filter_map(|object| Some((object, object.pod.as_ref()?)))
    }

    /// All containers, but for those that a person puts into a running pod.
    pub(crate) fn containers<'f>(&'f self) -> impl Iterator<Item = Contained<'f, 'a>> {
        self.pods().flat_map(|(object, pod)| {
            pod.own().map(move |container| Contained {
                object,
                pod,
                container,
            })
        })
    }

    /// Images that are written out.
    pub(crate) fn images(&self) -> Vec<(Node<'a>, ImageReference)> {
        self.containers()
            .filter_map(|contained| image_at(contained.container.image()?))
            .collect()
    }
}

/// Whether a text has a place that something else fills in: `${X}`, `{{x}}`, `<your name>`.
pub(crate) fn is_filled_in_later(text: &str) -> bool {
    text.contains(['$', '<']) || text.contains("{{")
}

/// The image that a node names, if no hole is in it.
pub(crate) fn image_at(node: Node<'_>) -> Option<(Node<'_>, ImageReference)> {
    let text = node
        .as_str()
        .filter(|text| !text.is_empty() && !text.contains(' ') && !is_filled_in_later(text))?;
    Some((node, ImageReference::parse(text)))
}

impl Contained<'_, '_> {
    /// "`app` of `web`", or one name where both are the same.
    pub(crate) fn words(&self) -> String {
        let (name, title) = (self.container.name, self.object.title());
        if name == title || name.is_empty() {
            format!("`{title}`")
        } else {
            format!("`{name}` of `{title}`")
        }
    }

    /// Where findings about the whole container stand.
    pub(crate) fn place(&self) -> Range {
        self.container.place()
    }

    /// Whether its pod runs on Windows, where users and capabilities are others.
    pub(crate) fn is_windows(&self) -> bool {
        self.pod.text(&["os", "name"]) == Some("windows")
            || self.pod.text(&["nodeSelector", "kubernetes.io/os"]) == Some("windows")
    }

    /// Whether it runs with all rights of the host, beside which every other right is nothing.
    pub(crate) fn is_privileged(&self) -> bool {
        self.container
            .field(&["securityContext", "privileged"])
            .is(true)
    }
}
