//! `docker-socket`: a service or pod that is given the container engine's socket.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{ComposeFile, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "docker-socket",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("docker_socket.md"),
    run: &[Run::Compose(compose), Run::Kubernetes(kubernetes)],
};

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for mount in service.mounts() {
            let source = mount.source.as_deref().unwrap_or("");
            if is_socket(source) {
                report
                    .find(
                        mount.range,
                        format!(
                            "whoever is in `{}` can start a container as root on the host",
                            service.name
                        ),
                    )
                    .fix = Some(advice(
                    "put a proxy between them that allows only the calls it needs",
                ));
            }
        }
    }
}

fn kubernetes(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        for volume in pod.volumes() {
            let path = volume.at(&["hostPath", "path"]);
            let Some(path) = path.filter(|path| path.as_str().is_some_and(is_socket)) else {
                continue;
            };
            report
                .find(
                    path.range(),
                    format!(
                        "whoever is in `{}` can start a container as root on the node",
                        object.title()
                    ),
                )
                .fix = Some(advice(
                "ask the cluster instead of the node's engine; build images without a daemon",
            ));
        }
    }
}

fn is_socket(path: &str) -> bool {
    ["docker.sock", "podman.sock", "containerd.sock", "crio.sock"]
        .iter()
        .any(|name| path.ends_with(name))
}
