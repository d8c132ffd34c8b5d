//! `host-path-volume`: a volume that is a folder of the node.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Pod;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "host-path-volume",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("host_path_volume.md"),
    run: &[Run::Kubernetes(run)],
};

/// Folders that are the node: what is in them configures, runs or describes it.
const SENSITIVE: [&str; 14] = [
    "/boot",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/opt/cni",
    "/proc",
    "/root",
    "/run",
    "/sys",
    "/usr",
    "/var/lib/docker",
    "/var/lib/kubelet",
    "/var/run",
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        for volume in pod.volumes() {
            let Some(node) = volume.at(&["hostPath", "path"]) else {
                continue;
            };
            let Some(path) = node.as_str().filter(|path| is_named(path)) else {
                continue;
            };
            let writable = is_writable(pod, volume.str_at(&["name"]).unwrap_or(""));
            let sensitive = is_sensitive(path);
            let what = if writable { "write" } else { "read" };
            let message = format!("`{}` can {what} `{path}` of the node", object.title());
            let finding = report.find(node.range(), message);
            if !sensitive {
                finding.severity = Severity::Info;
            }
            finding.fix = Some(advice(if writable {
                "use a volume of the cluster, or mount it with `readOnly: true`"
            } else {
                "use a volume of the cluster, or the one file that is needed"
            }));
        }
    }
}

/// Whether it is written out, and no socket of a container engine, which is another fault.
fn is_named(path: &str) -> bool {
    !path.is_empty() && !path.contains('$') && !path.ends_with(".sock")
}

fn is_sensitive(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    path.is_empty()
        || SENSITIVE.iter().any(|folder| {
            path == *folder
                || path
                    .strip_prefix(folder)
                    .is_some_and(|rest| rest.starts_with('/'))
        })
}

/// Whether some container mounts the volume without `readOnly`.
fn is_writable(pod: &Pod<'_>, name: &str) -> bool {
    pod.containers
        .iter()
        .filter_map(|container| container.node.get("volumeMounts"))
        .flat_map(|mounts| mounts.items())
        .filter(|mount| mount.str_at(&["name"]) == Some(name))
        .any(|mount| {
            mount
                .get("readOnly")
                .is_none_or(|node| node.as_bool() != Some(true))
        })
}
