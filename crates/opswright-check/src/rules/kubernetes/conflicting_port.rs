//! `conflicting-port`: two containers of a pod, or two entries of one, with the same port.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::kubernetes::{Container, Role};
use std::collections::BTreeMap;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "conflicting-port",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("conflicting_port.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let mut seen: BTreeMap<(i64, &str), usize> = BTreeMap::new();
        let containers = pod.own().filter(|container| container.role != Role::Init);
        for port in containers.flat_map(Container::ports) {
            let Some(node) = port.get("containerPort") else {
                continue;
            };
            let protocol = port.str_at(&["protocol"]).unwrap_or("TCP");
            let Some(number) = node.as_i64() else {
                continue;
            };
            if let Some(first) = seen.insert((number, protocol), node.range().start) {
                let evidence = format!("{} declares it already", report.place(first));
                let message = format!(
                    "port {number} of `{}` is declared twice; the containers of a pod share one network",
                    object.title()
                );
                let finding = report.find(node.range(), message);
                finding.evidence.push(evidence);
                finding.fix = Some(advice("let one of them listen on another port"));
            }
        }
    }
}
