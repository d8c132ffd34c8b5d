//! Objects that an object needs.

use opswright_yaml::{Node, Yaml};

use super::super::text_at;
use crate::kubernetes::{Object, Pod};
use crate::summary::Reference;

/// The references of an object, by its kind.
pub(super) fn of(yaml: &Yaml, object: &Object<'_>) -> Vec<Reference> {
    let mut found = Found {
        yaml,
        references: Vec::new(),
    };
    if let Some(pod) = &object.pod {
        found.pod(pod);
    }
    let spec = object.node.get("spec");
    match object.kind {
        "Ingress" => spec.into_iter().for_each(|spec| found.ingress(spec)),
        "HTTPRoute" | "GRPCRoute" | "TCPRoute" | "TLSRoute" => {
            let rules = spec.and_then(|spec| spec.get("rules"));
            for rule in rules.into_iter().flat_map(|rules| rules.items()) {
                found.route(rule);
            }
        }
        "HorizontalPodAutoscaler" | "ScaledObject" => {
            if let Some(target) = object.node.at(&["spec", "scaleTargetRef"]) {
                let kind = target.str_at(&["kind"]).unwrap_or("Deployment");
                found.add(kind, target.get("name"), None);
            }
        }
        "StatefulSet" => {
            found.add("Service", object.node.at(&["spec", "serviceName"]), None);
        }
        "RoleBinding" | "ClusterRoleBinding" => {
            for subject in object
                .node
                .get("subjects")
                .into_iter()
                .flat_map(|list| list.items())
            {
                if subject.str_at(&["kind"]) == Some("ServiceAccount") {
                    found.add("ServiceAccount", subject.get("name"), None);
                    if let Some(last) = found.references.last_mut() {
                        last.namespace = subject.str_at(&["namespace"]).map(str::to_owned);
                    }
                }
            }
        }
        _ => {}
    }
    found.references
}

struct Found<'a> {
    yaml: &'a Yaml,
    references: Vec<Reference>,
}

impl Found<'_> {
    fn add(&mut self, kind: &str, name: Option<Node<'_>>, optional: Option<Node<'_>>) {
        let Some(name) = name.filter(|name| name.as_str().is_some_and(|text| !text.is_empty()))
        else {
            return;
        };
        self.references.push(Reference {
            kind: kind.to_owned(),
            name: text_at(self.yaml, name),
            namespace: None,
            port: None,
            optional: optional.and_then(|node| node.as_bool()) == Some(true),
        });
    }

    /// The map `node` names an object by its `name`.
    fn named(&mut self, kind: &str, node: Option<Node<'_>>) {
        if let Some(node) = node {
            self.add(kind, node.get("name"), node.get("optional"));
        }
    }

    fn pod(&mut self, pod: &Pod<'_>) {
        let account = pod
            .spec
            .get("serviceAccountName")
            .or_else(|| pod.spec.get("serviceAccount"));
        self.add("ServiceAccount", account, None);
        for volume in pod.volumes() {
            self.named("ConfigMap", volume.get("configMap"));
            if let Some(secret) = volume.get("secret") {
                self.add("Secret", secret.get("secretName"), secret.get("optional"));
            }
            let claim = volume.at(&["persistentVolumeClaim", "claimName"]);
            self.add("PersistentVolumeClaim", claim, None);
            let sources = volume.at(&["projected", "sources"]);
            for source in sources.into_iter().flat_map(|list| list.items()) {
                self.named("ConfigMap", source.get("configMap"));
                self.named("Secret", source.get("secret"));
            }
        }
        for secret in pod
            .spec
            .get("imagePullSecrets")
            .into_iter()
            .flat_map(|list| list.items())
        {
            self.named("Secret", Some(secret));
        }
        for container in &pod.containers {
            for variable in container.variables() {
                let source = variable.source;
                let at = |key: &str| source.and_then(|source| source.get(key));
                self.named("ConfigMap", at("configMapKeyRef"));
                self.named("Secret", at("secretKeyRef"));
            }
            let all = container.node.get("envFrom");
            for source in all.into_iter().flat_map(|list| list.items()) {
                self.named("ConfigMap", source.get("configMapRef"));
                self.named("Secret", source.get("secretRef"));
            }
        }
    }

    fn ingress(&mut self, spec: Node<'_>) {
        for key in ["defaultBackend", "backend"] {
            if let Some(backend) = spec.get(key) {
                self.backend(backend);
            }
        }
        for rule in spec.get("rules").into_iter().flat_map(|list| list.items()) {
            let paths = rule.at(&["http", "paths"]);
            for path in paths.into_iter().flat_map(|list| list.items()) {
                if let Some(backend) = path.get("backend") {
                    self.backend(backend);
                }
            }
        }
    }

    /// `service: {name, port: {number, name}}`, or of old `serviceName` and `servicePort`.
    fn backend(&mut self, backend: Node<'_>) {
        let before = self.references.len();
        let port = if let Some(service) = backend.get("service") {
            self.add("Service", service.get("name"), None);
            service
                .at(&["port", "number"])
                .or_else(|| service.at(&["port", "name"]))
        } else {
            self.add("Service", backend.get("serviceName"), None);
            backend.get("servicePort")
        };
        self.port(before, port);
    }

    fn route(&mut self, rule: Node<'_>) {
        for backend in rule
            .get("backendRefs")
            .into_iter()
            .flat_map(|list| list.items())
        {
            let kind = backend.str_at(&["kind"]).unwrap_or("Service");
            if kind == "Service" {
                let before = self.references.len();
                self.add(kind, backend.get("name"), None);
                self.port(before, backend.get("port"));
                if let Some(last) = self.references.get_mut(before) {
                    last.namespace = backend.str_at(&["namespace"]).map(str::to_owned);
                }
            }
        }
    }

    fn port(&mut self, reference: usize, port: Option<Node<'_>>) {
        if let (Some(reference), Some(port)) = (self.references.get_mut(reference), port) {
            reference.port = port.as_str().map(|_| text_at(self.yaml, port));
        }
    }
}
