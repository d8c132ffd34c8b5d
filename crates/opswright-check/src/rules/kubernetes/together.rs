//! All objects of a repository, with lookups that rules over several files share.

use std::collections::{BTreeMap, BTreeSet};

use opswright_project::{Detail, Graph, Labels, ObjectSummary, Summary, folder};

/// An object and where it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'g> {
    pub(super) file: &'g Summary,
    pub(super) object: &'g ObjectSummary,
    /// Whether its file is a template, so that its names and labels may be holes.
    pub(super) templated: bool,
}

/// What is said of a folder as a whole.
#[derive(Debug, Default)]
struct Place<'g> {
    /// Kinds of the objects in it.
    kinds: BTreeSet<&'g str>,
    /// Objects in it that start pods.
    workloads: usize,
    /// Names of labels of these pods.
    labels: BTreeSet<&'g str>,
    /// Whether it holds what writes objects when it is applied: templates, generators, renaming.
    generated: bool,
    /// Whether Kustomize is at home here.
    kustomized: bool,
    /// Whether it holds objects for an operator, which may start pods that are written nowhere.
    operated: bool,
}

/// The objects of a repository: gathered once, looked up by all rules.
#[derive(Debug)]
pub(crate) struct Together<'g> {
    pub(super) objects: Vec<Placed<'g>>,
    by_kind: BTreeMap<&'g str, Vec<Placed<'g>>>,
    by_name: BTreeMap<(&'g str, &'g str), Vec<Placed<'g>>>,
    /// Workloads by each label of their pods.
    by_label: BTreeMap<(&'g str, &'g str), Vec<Placed<'g>>>,
    /// Autoscalers by kind and name of what they scale.
    scalers: BTreeMap<(&'g str, &'g str), Vec<Placed<'g>>>,
    places: BTreeMap<&'g str, Place<'g>>,
    /// Names of what Kustomize folders generate.
    generated: BTreeSet<&'g str>,
    /// Whether some Kustomize folder gives its objects a namespace.
    pub(super) sets_namespace: bool,
}

impl<'g> Together<'g> {
    pub(crate) fn of(graph: &Graph<'g>) -> Self {
        let mut together = Self {
            objects: Vec::new(),
            by_kind: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_label: BTreeMap::new(),
            scalers: BTreeMap::new(),
            places: BTreeMap::new(),
            generated: BTreeSet::new(),
            sets_namespace: false,
        };
        for (file, manifests) in graph.manifests() {
            for object in &manifests.objects {
                together.add(Placed {
                    file,
                    object,
                    templated: manifests.templated,
                });
            }
            if manifests.templated {
                together.place(&file.path).generated = true;
            }
        }
        for (file, kustomization) in graph.kustomizations() {
            let place = together.place(&file.path);
            place.kustomized = true;
            place.generated |= kustomization.renames;
            together
                .generated
                .extend(kustomization.generated.iter().map(String::as_str));
            together.sets_namespace |= kustomization.namespace.is_some();
        }
        together
    }

    fn place(&mut self, path: &'g str) -> &mut Place<'g> {
        self.places.entry(folder(path)).or_default()
    }

    fn add(&mut self, placed: Placed<'g>) {
        let object = placed.object;
        let (kind, name) = (object.kind.as_str(), object.name.value.as_str());
        self.objects.push(placed);
        self.by_kind.entry(kind).or_default().push(placed);
        self.by_name.entry((kind, name)).or_default().push(placed);
        if matches!(object.detail, Detail::Autoscaler { .. }) {
            for reference in &object.references {
                let target = (reference.kind.as_str(), reference.name.value.as_str());
                self.scalers.entry(target).or_default().push(placed);
            }
        }
        let workload = object.pod.as_ref().filter(|_| !object.patch);
        for (key, value) in workload.iter().flat_map(|pod| &pod.labels) {
            let label = (key.as_str(), value.as_str());
            self.by_label.entry(label).or_default().push(placed);
        }
        let names = workload
            .iter()
            .flat_map(|pod| &pod.labels)
            .map(|(key, _)| key.as_str());
        let place = self.place(&placed.file.path);
        place.kinds.insert(kind);
        place.workloads += usize::from(workload.is_some());
        place.labels.extend(names);
        place.operated |= !opswright_project::kubernetes::is_own_group(&object.group)
            && object.pod.is_none()
            && !WITHOUT_PODS.contains(&kind);
    }

    fn beside(&self, placed: Placed<'g>) -> Option<&Place<'g>> {
        self.places.get(folder(&placed.file.path))
    }

    /// Objects of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> &[Placed<'g>] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Objects that are whole and written out, of one of Kubernetes' own kinds where `kind` is one.
    pub(super) fn whole(&self, kind: &str) -> impl Iterator<Item = Placed<'g>> + '_ {
        self.of_kind(kind)
            .iter()
            .copied()
            .filter(|placed| !placed.object.patch && !placed.templated)
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
        let found = self.by_name.get(&(kind, name))?;
        found
            .iter()
            .copied()
            .find(|placed| may_be_one(placed.object.namespace.as_deref(), namespace))
    }

    /// Whether an object of this kind is in the folder, so that the folder is where such objects are kept.
    pub(super) fn keeps(&self, folder_of: Placed<'g>, kind: &str) -> bool {
        self.beside(folder_of)
            .is_some_and(|place| place.kinds.contains(kind))
    }

    /// Whether the folder has objects that start pods.
    pub(super) fn keeps_workloads(&self, folder_of: Placed<'g>) -> bool {
        self.beside(folder_of)
            .is_some_and(|place| place.workloads > 0)
    }

    /// Whether pods of the folder have labels of these names, so that they are what is meant.
    pub(super) fn keeps_labels(&self, folder_of: Placed<'g>, labels: &Labels) -> bool {
        self.beside(folder_of).is_some_and(|place| {
            labels
                .iter()
                .any(|(key, _)| place.labels.contains(key.as_str()))
        })
    }

    /// Whether the folder holds what writes objects when it is applied: templates, generators, renaming.
    pub(super) fn is_generated(&self, placed: Placed<'g>) -> bool {
        self.beside(placed).is_some_and(|place| place.generated)
    }

    /// Whether some Kustomize folder makes a `ConfigMap` or Secret of this name.
    pub(super) fn generates(&self, name: &str) -> bool {
        self.generated.contains(name)
    }

    /// Whether the folder is one of Kustomize.
    pub(super) fn is_kustomized(&self, placed: Placed<'g>) -> bool {
        self.beside(placed).is_some_and(|place| place.kustomized)
    }

    /// Whether the folder holds objects for an operator, which may start pods that are written nowhere.
    pub(super) fn has_operator(&self, placed: Placed<'g>) -> bool {
        self.beside(placed).is_some_and(|place| place.operated)
    }

    /// Workloads whose pods have all these labels, in the namespace of `from`.
    pub(super) fn selected<'t>(
        &'t self,
        from: Placed<'g>,
        labels: &'t Labels,
    ) -> impl Iterator<Item = Placed<'g>> + 't {
        let first = labels
            .iter()
            .next()
            .map(|(key, value)| (key.as_str(), value.as_str()));
        let with_first =
            first.map(|label| self.by_label.get(&label).map_or(&[][..], Vec::as_slice));
        let all = with_first.unwrap_or(&self.objects);
        all.iter().copied().filter(move |placed| {
            let pod = placed.object.pod.as_ref().filter(|_| !placed.object.patch);
            pod.is_some_and(|pod| labels.iter().all(|label| pod.labels.contains(label)))
                && may_be_one(
                    placed.object.namespace.as_deref(),
                    from.object.namespace.as_deref(),
                )
        })
    }

    /// The autoscaler that decides how many pods a workload has.
    pub(super) fn autoscaler(&self, workload: Placed<'g>) -> Option<Placed<'g>> {
        let target = (
            workload.object.kind.as_str(),
            workload.object.name.value.as_str(),
        );
        self.scalers.get(&target)?.iter().copied().find(|placed| {
            may_be_one(
                placed.object.namespace.as_deref(),
                workload.object.namespace.as_deref(),
            )
        })
    }

    /// Whether a patch may change the object.
    pub(super) fn is_patched(&self, placed: Placed<'g>) -> bool {
        let name = (
            placed.object.kind.as_str(),
            placed.object.name.value.as_str(),
        );
        self.by_name
            .get(&name)
            .is_some_and(|all| all.iter().any(|other| other.object.patch))
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
const WITHOUT_PODS: [&str; 26] = [
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
    // OpenShift: its deployments are read like others.
    "DeploymentConfig",
    "Route",
    "ImageStream",
    "SecurityContextConstraints",
];
