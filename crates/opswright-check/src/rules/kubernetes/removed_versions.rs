//! API versions that clusters no longer serve, with what takes their place.

/// What moving an object to the next version takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// The version alone changes.
    VersionOnly,
    /// The same, where a selector is written: it has no default any more.
    Selector,
    /// The same, where the selector is not empty: an empty one means something else now.
    FilledSelector,
    /// Fields change.
    Rewrite,
}

/// A version that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Removed {
    /// The release that no longer serves it.
    pub(super) since: &'static str,
    /// The version to use.
    pub(super) to: Option<&'static str>,
    pub(super) needs: Move,
    /// What else changes.
    pub(super) advice: &'static str,
}

type Row = (
    &'static str,
    &'static [&'static str],
    &'static str,
    Option<&'static str>,
    Move,
    &'static str,
);

/// The version and kind, if no release of the last years serves it.
pub(super) fn removed(version: &str, kind: &str) -> Option<Removed> {
    ROWS.iter()
        .find(|row| row.0 == version && row.1.contains(&kind))
        .map(|row| Removed {
            since: row.2,
            to: row.3,
            needs: row.4,
            advice: row.5,
        })
}

const WORKLOADS: &[&str] = &["Deployment", "DaemonSet", "StatefulSet", "ReplicaSet"];
const SELECTOR: &str = "`spec.selector` has to be written";
const BACKEND: &str =
    "backends are `service: {name, port: {number}}`, and each path has a `pathType`";
const RBAC: &[&str] = &["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"];
const FLOWS: &[&str] = &["FlowSchema", "PriorityLevelConfiguration"];
const SHARES: &str = "`assuredConcurrencyShares` is `nominalConcurrencyShares`";
const WEBHOOKS: &[&str] = &[
    "ValidatingWebhookConfiguration",
    "MutatingWebhookConfiguration",
];

/// From the deprecated API migration guide of Kubernetes.
const ROWS: &[Row] = &[
    (
        "extensions/v1beta1",
        WORKLOADS,
        "1.16",
        Some("apps/v1"),
        Move::Selector,
        SELECTOR,
    ),
    (
        "apps/v1beta1",
        WORKLOADS,
        "1.16",
        Some("apps/v1"),
        Move::Selector,
        SELECTOR,
    ),
    (
        "apps/v1beta2",
        WORKLOADS,
        "1.16",
        Some("apps/v1"),
        Move::Selector,
        SELECTOR,
    ),
    (
        "extensions/v1beta1",
        &["NetworkPolicy"],
        "1.16",
        Some("networking.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "extensions/v1beta1",
        &["PodSecurityPolicy"],
        "1.16",
        None,
        Move::Rewrite,
        POLICIES,
    ),
    (
        "policy/v1beta1",
        &["PodSecurityPolicy"],
        "1.25",
        None,
        Move::Rewrite,
        POLICIES,
    ),
    (
        "extensions/v1beta1",
        &["Ingress"],
        "1.22",
        Some("networking.k8s.io/v1"),
        Move::Rewrite,
        BACKEND,
    ),
    (
        "networking.k8s.io/v1beta1",
        &["Ingress"],
        "1.22",
        Some("networking.k8s.io/v1"),
        Move::Rewrite,
        BACKEND,
    ),
    (
        "networking.k8s.io/v1beta1",
        &["IngressClass"],
        "1.22",
        Some("networking.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "rbac.authorization.k8s.io/v1alpha1",
        RBAC,
        "1.22",
        Some("rbac.authorization.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "rbac.authorization.k8s.io/v1beta1",
        RBAC,
        "1.22",
        Some("rbac.authorization.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "scheduling.k8s.io/v1beta1",
        &["PriorityClass"],
        "1.22",
        Some("scheduling.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "scheduling.k8s.io/v1alpha1",
        &["PriorityClass"],
        "1.17",
        Some("scheduling.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "storage.k8s.io/v1beta1",
        &["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment"],
        "1.22",
        Some("storage.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "storage.k8s.io/v1beta1",
        &["CSIStorageCapacity"],
        "1.27",
        Some("storage.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "coordination.k8s.io/v1beta1",
        &["Lease"],
        "1.22",
        Some("coordination.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "apiregistration.k8s.io/v1beta1",
        &["APIService"],
        "1.22",
        Some("apiregistration.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "apiextensions.k8s.io/v1beta1",
        &["CustomResourceDefinition"],
        "1.22",
        Some("apiextensions.k8s.io/v1"),
        Move::Rewrite,
        "each version has its own `schema`, and `scope` is required",
    ),
    (
        "admissionregistration.k8s.io/v1beta1",
        WEBHOOKS,
        "1.22",
        Some("admissionregistration.k8s.io/v1"),
        Move::Rewrite,
        "`sideEffects` and `admissionReviewVersions` are required",
    ),
    (
        "certificates.k8s.io/v1beta1",
        &["CertificateSigningRequest"],
        "1.22",
        Some("certificates.k8s.io/v1"),
        Move::Rewrite,
        "`signerName` and `usages` are required",
    ),
    (
        "batch/v1beta1",
        &["CronJob"],
        "1.25",
        Some("batch/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "batch/v2alpha1",
        &["CronJob"],
        "1.21",
        Some("batch/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "policy/v1beta1",
        &["PodDisruptionBudget"],
        "1.25",
        Some("policy/v1"),
        Move::FilledSelector,
        "an empty selector selects all pods there, and none here",
    ),
    (
        "autoscaling/v2beta1",
        &["HorizontalPodAutoscaler"],
        "1.25",
        Some("autoscaling/v2"),
        Move::Rewrite,
        "`targetAverageUtilization` is `target: {type: Utilization, averageUtilization}`",
    ),
    (
        "autoscaling/v2beta2",
        &["HorizontalPodAutoscaler"],
        "1.26",
        Some("autoscaling/v2"),
        Move::VersionOnly,
        "",
    ),
    (
        "discovery.k8s.io/v1beta1",
        &["EndpointSlice"],
        "1.25",
        Some("discovery.k8s.io/v1"),
        Move::Rewrite,
        "`topology` is `nodeName` and `zone`",
    ),
    (
        "events.k8s.io/v1beta1",
        &["Event"],
        "1.25",
        Some("events.k8s.io/v1"),
        Move::Rewrite,
        "`eventTime`, `reportingController` and more are required",
    ),
    (
        "node.k8s.io/v1beta1",
        &["RuntimeClass"],
        "1.25",
        Some("node.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
    (
        "flowcontrol.apiserver.k8s.io/v1beta1",
        FLOWS,
        "1.26",
        Some("flowcontrol.apiserver.k8s.io/v1"),
        Move::Rewrite,
        SHARES,
    ),
    (
        "flowcontrol.apiserver.k8s.io/v1beta2",
        FLOWS,
        "1.29",
        Some("flowcontrol.apiserver.k8s.io/v1"),
        Move::Rewrite,
        SHARES,
    ),
    (
        "flowcontrol.apiserver.k8s.io/v1beta3",
        FLOWS,
        "1.32",
        Some("flowcontrol.apiserver.k8s.io/v1"),
        Move::VersionOnly,
        "",
    ),
];

const POLICIES: &str = "label the namespace for Pod Security Admission instead: `pod-security.kubernetes.io/enforce: restricted`";
