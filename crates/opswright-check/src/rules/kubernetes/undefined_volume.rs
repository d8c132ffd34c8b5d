//! `undefined-volume`: a container that mounts a volume which its pod does not have.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "undefined-volume",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("undefined_volume.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        // An operator may add volumes to what it is given.
        let own = opswright_project::kubernetes::is_own_group(object.group());
        if !object.is_whole() || !own {
            continue;
        }
        let claims = object.node.at(&["spec", "volumeClaimTemplates"]);
        let claimed: Vec<&str> = claims
            .into_iter()
            .flat_map(|list| list.items())
            .filter_map(|claim| claim.str_at(&["metadata", "name"]))
            .collect();
        let defined: Vec<&str> = pod
            .volumes()
            .filter_map(|volume| volume.str_at(&["name"]))
            .collect();
        for container in &pod.containers {
            for key in ["volumeMounts", "volumeDevices"] {
                let mounts = container
                    .node
                    .get(key)
                    .into_iter()
                    .flat_map(|list| list.items());
                for node in mounts.filter_map(|mount| mount.get("name")) {
                    let name = node.as_str().unwrap_or("");
                    if name.is_empty() || defined.contains(&name) || claimed.contains(&name) {
                        continue;
                    }
                    let message = format!(
                        "`{}` mounts the volume `{name}`, which its pod does not have",
                        container.name
                    );
                    let close = defined
                        .iter()
                        .chain(&claimed)
                        .find(|other| crate::closeness::is_close(name, other));
                    report.find(node.range(), message).fix = Some(advice(match close {
                        Some(close) => format!("mount `{close}`, or add the volume"),
                        None => "add it to `volumes`".to_owned(),
                    }));
                }
            }
        }
    }
}
