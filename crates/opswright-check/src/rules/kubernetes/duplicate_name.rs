//! `duplicate-name`: two containers, volumes or ports of a pod with one name.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::Object;
use opswright_yaml::Node;
use std::collections::BTreeMap;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-name",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("duplicate_name.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let names = pod
            .containers
            .iter()
            .filter_map(|container| container.node.get("name"));
        look(object, "has the container", names, report);
        let names = pod.volumes().filter_map(|volume| volume.get("name"));
        look(object, "has the volume", names, report);
        for container in &pod.containers {
            let names = container.ports().filter_map(|port| port.get("name"));
            look(object, "has the port", names, report);
            let paths = container
                .node
                .get("volumeMounts")
                .into_iter()
                .flat_map(|list| list.items());
            look(
                object,
                "mounts",
                paths.filter_map(|mount| mount.get("mountPath")),
                report,
            );
        }
    }
    for object in file.objects.iter().filter(|object| object.is("Service")) {
        let ports = object.node.at(&["spec", "ports"]);
        let names = ports.into_iter().flat_map(|list| list.items());
        look(
            object,
            "port",
            names.filter_map(|port| port.get("name")),
            report,
        );
    }
}

fn look<'a>(
    object: &Object<'_>,
    what: &str,
    names: impl Iterator<Item = Node<'a>>,
    report: &mut Report<'_>,
) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for node in names {
        let name = node.as_str().unwrap_or("");
        if name.is_empty() || name.contains("$_") {
            continue;
        }
        if let Some(first) = seen.insert(name, node.range().start) {
            let evidence = format!("{} is the first", report.place(first));
            let message = format!("`{}` {what} `{name}` twice", object.title());
            let finding = report.find(node.range(), message);
            finding.evidence.push(evidence);
            finding.fix = Some(advice("give one of them another name"));
        }
    }
}
