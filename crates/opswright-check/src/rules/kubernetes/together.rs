//! All objects of a repository, with lookups that rules over several files share.

use opswright_project::{
    Detail, Graph, KustomizationSummary, Labels, ObjectSummary, Summary, folder,
};
use std::collections::BTreeSet;

/// An object and where it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'g> {
    pub(super) file: &'g Summary,
    pub(super) object: &'g ObjectSummary,
    /// Whether its file is a template, so that its names and labels may be holes.
    pub(super) templated: bool,
}

/// The objects of a repository.
#[derive(Debug)]
pub(super) struct Together<'g> {
    pub(super) objects: Vec<Placed<'g>>,
    kustomizations: Vec<(&'g Summary, &'g KustomizationSummary)>,
    /// Folders with templates: what is missing there may be written by one.
    templated: BTreeSet<&'g str>,
}

impl<'g> Together<'g> {
    pub(super) fn of(graph: &Graph<'g>) -> Self {
        let mut objects = Vec::new();
        let mut templated = BTreeSet::new();
        for (file, manifests) in graph.manifests() {
            if manifests.templated {
                templated.insert(folder(&file.path));
            }
            objects.extend(manifests.objects.iter().map(|object| Placed {
                file,
                object,
                templated: manifests.templated,
            }));
        }
        Self {
            objects,
            kustomizations: graph.kustomizations().collect(),
            templated,
        }
    }

    /// Objects that are whole and written out, of one of Kubernetes' own kinds where `kind` is one.
    pub(super) fn whole<'t>(&'t self, kind: &'t str) -> impl Iterator<Item = Placed<'g>> + 't {
        self.objects.iter().copied().filter(move |placed| {
            placed.object.kind == kind && !placed.object.patch && !placed.templated
        })
    }

    /// Objects that start pods, patches left out.
    pub(super) fn workloads(&self) -> impl Iterator<Item = Placed<'g>> + '_ {
        self.objects
            .iter()
            .copied()
            .filter(|placed| placed.object.pod.is_some() && !placed.object.patch)
    }

    /// Whether some object of this kind and name may be the one that `from` means.
    pub(super) fn find(
        &self,
        kind: &str,
        name: &str,
        namespace: Option<&str>,
    ) -> Option<Placed<'g>> {
        self.objects.iter().copied().find(|placed| {
            placed.object.kind == kind
                && placed.object.name.value == name
                && may_be_one(placed.object.namespace.as_deref(), namespace)
        })
    }

    /// Whether an object of this kind is in the folder, so that the folder is where such objects are kept.
    pub(super) fn keeps(&self, folder_of: Placed<'g>, kind: &str) -> bool {
        let here = folder(&folder_of.file.path);
        self.objects
            .iter()
            .any(|placed| placed.object.kind == kind && folder(&placed.file.path) == here)
    }

    /// Whether the folder holds what writes objects when it is applied: templates, generators, renaming, operators.
    pub(super) fn is_generated(&self, placed: Placed<'g>) -> bool {
        let here = folder(&placed.file.path);
        self.templated.contains(here)
            || self
                .kustomizations
                .iter()
                .any(|(file, kustomization)| folder(&file.path) == here && kustomization.renames)
    }

    /// Whether some Kustomize folder makes a `ConfigMap` or Secret of this name.
    pub(super) fn generates(&self, name: &str) -> bool {
        self.kustomizations
            .iter()
            .any(|(_, kustomization)| kustomization.generated.iter().any(|made| made == name))
    }

    /// Whether some Kustomize folder gives its objects a namespace.
    pub(super) fn sets_namespace(&self) -> bool {
        self.kustomizations
            .iter()
            .any(|(_, kustomization)| kustomization.namespace.is_some())
    }

    /// Whether the folder is one of Kustomize.
    pub(super) fn is_kustomized(&self, placed: Placed<'g>) -> bool {
        let here = folder(&placed.file.path);
        self.kustomizations
            .iter()
            .any(|(file, _)| folder(&file.path) == here)
    }

    /// Workloads whose pods have all these labels, in the namespace of `from`.
    pub(super) fn selected<'t>(
        &'t self,
        from: Placed<'g>,
        labels: &'t Labels,
    ) -> impl Iterator<Item = Placed<'g>> + 't {
        self.workloads().filter(move |placed| {
            let pod = placed.object.pod.as_ref();
            pod.is_some_and(|pod| labels.iter().all(|label| pod.labels.contains(label)))
                && may_be_one(
                    placed.object.namespace.as_deref(),
                    from.object.namespace.as_deref(),
                )
        })
    }

    /// The autoscaler that decides how many pods a workload has.
    pub(super) fn autoscaler(&self, workload: Placed<'g>) -> Option<Placed<'g>> {
        self.objects.iter().copied().find(|placed| {
            matches!(placed.object.detail, Detail::Autoscaler { .. })
                && placed.object.references.iter().any(|reference| {
                    reference.kind == workload.object.kind
                        && reference.name.value == workload.object.name.value
                })
                && may_be_one(
                    placed.object.namespace.as_deref(),
                    workload.object.namespace.as_deref(),
                )
        })
    }

    /// Whether a patch may change the object.
    pub(super) fn is_patched(&self, placed: Placed<'g>) -> bool {
        self.objects.iter().any(|other| {
            other.object.patch
                && other.object.kind == placed.object.kind
                && other.object.name.value == placed.object.name.value
        })
    }
}

/// Whether two namespaces may be the same; one that is not written may be any.
pub(super) fn may_be_one(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

/// Kinds of custom objects that start no pods.
const WITHOUT_PODS: [&str; 22] = [
    "ServiceMonitor",
    "PodMonitor",
    "PrometheusRule",
    "Probe",
    "Certificate",
    "Issuer",
    "ClusterIssuer",
    "HTTPRoute",
    "GRPCRoute",
    "Gateway",
    "ReferenceGrant",
    "VirtualService",
    "DestinationRule",
    "PeerAuthentication",
    "AuthorizationPolicy",
    "ExternalSecret",
    "SecretStore",
    "SealedSecret",
    "ScaledObject",
    "BackendConfig",
    "ManagedCertificate",
    "IngressRoute",
];

/// Whether the folder holds objects for an operator, which may start pods that are written nowhere.
pub(super) fn has_operator(together: &Together<'_>, placed: Placed<'_>) -> bool {
    let here = folder(&placed.file.path);
    together.objects.iter().any(|other| {
        folder(&other.file.path) == here
            && !opswright_project::kubernetes::is_own_group(&other.object.group)
            && !WITHOUT_PODS.contains(&other.object.kind.as_str())
    })
}
