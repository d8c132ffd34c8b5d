//! `unused-volume`: a volume that no container of the pod mounts.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unused-volume",
    severity: Severity::Info,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unused_volume.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        if !object.is_whole() {
            continue;
        }
        let mounted: Vec<&str> = pod
            .containers
            .iter()
            .flat_map(|container| {
                ["volumeMounts", "volumeDevices"].map(|key| container.node.get(key))
            })
            .flatten()
            .flat_map(|list| list.items())
            .filter_map(|mount| mount.str_at(&["name"]))
            .collect();
        for node in pod.volumes().filter_map(|volume| volume.get("name")) {
            let name = node.as_str().unwrap_or("");
            if !mounted.contains(&name) {
                let message = format!(
                    "no container of `{}` mounts the volume `{name}`",
                    object.title()
                );
                report.find(node.range(), message).fix =
                    Some(advice("mount it where it is needed, or take it out"));
            }
        }
    }
}
