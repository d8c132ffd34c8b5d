//! `unconfined-seccomp`: a container that may call every system call.

use opswright_diagnostic::{Confidence, Diagnostic, Safety, Severity};
use opswright_project::kubernetes::{Field, Object};
use opswright_yaml::Node;

use crate::report::{Report, advice, replace};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unconfined-seccomp",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("unconfined_seccomp.md"),
    run: &[Run::Kubernetes(run)],
};

const ANNOTATIONS: [&str; 2] = [
    "seccomp.security.alpha.kubernetes.io/pod",
    "container.seccomp.security.alpha.kubernetes.io/",
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let own = pod.field(&["securityContext", "seccompProfile", "type"]);
        let each = pod
            .own()
            .map(|container| container.field(&["securityContext", "seccompProfile", "type"]));
        for node in std::iter::once(own).chain(each).filter_map(Field::known) {
            if node.as_str() == Some("Unconfined") {
                let edits = vec![replace(node.range(), "RuntimeDefault")];
                let fix = report.fix("use `RuntimeDefault`", Safety::Unsafe, edits);
                find(object, node, report).fix = Some(fix);
            }
        }
        let annotations = pod
            .metadata
            .and_then(|metadata| metadata.get("annotations"));
        for entry in annotations.into_iter().flat_map(|all| all.entries()) {
            let profile = ANNOTATIONS
                .iter()
                .any(|name| entry.name().starts_with(name));
            if profile && entry.value.as_str() == Some("unconfined") {
                find(object, entry.value, report).fix = Some(advice(
                    "leave the annotation out, and set `seccompProfile: {type: RuntimeDefault}`",
                ));
            }
        }
    }
}

fn find<'r>(object: &Object<'_>, node: Node<'_>, report: &'r mut Report<'_>) -> &'r mut Diagnostic {
    let message = format!(
        "`{}` may call every system call: its seccomp profile is switched off",
        object.title()
    );
    report.find(node.range(), message)
}
