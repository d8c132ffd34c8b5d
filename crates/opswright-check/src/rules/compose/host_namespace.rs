//! `host-namespace`: a service or pod that lives in a namespace of the host.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{ComposeFile, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "host-namespace",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("host_namespace.md"),
    run: &[Run::Compose(compose), Run::Kubernetes(kubernetes)],
};

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for (key, what) in [
            ("network_mode", "network: every port of the host is its own"),
            ("pid", "processes, and can signal and read them"),
            ("ipc", "shared memory"),
            ("userns_mode", "users: its root is the host's root"),
            ("uts", "name, and can change it"),
            (
                "cgroup",
                "control groups, and can see the limits of everyone",
            ),
        ] {
            if let Some(node) = service
                .get(key)
                .filter(|node| node.as_str() == Some("host"))
            {
                report
                    .find(
                        node.range(),
                        format!("`{}` shares the host's {what}", service.name),
                    )
                    .fix = Some(advice(format!(
                    "leave out `{key}: host`, and publish or share only what is needed"
                )));
            }
        }
    }
}

fn kubernetes(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        for (key, what) in [
            (
                "hostNetwork",
                "network: every port of the node is its own, and no NetworkPolicy holds for it",
            ),
            ("hostPID", "processes, and can signal and read them"),
            ("hostIPC", "shared memory"),
        ] {
            let field = pod.field(&[key]);
            if let Some(node) = field.known().filter(|_| field.is(true)) {
                report
                    .find(
                        node.range(),
                        format!("`{}` shares the node's {what}", object.title()),
                    )
                    .fix = Some(advice(format!("leave out `{key}`")));
            }
        }
    }
}
