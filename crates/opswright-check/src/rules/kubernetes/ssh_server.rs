//! `ssh-server`: a container that offers a shell over the network.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "ssh-server",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("ssh_server.md"),
    run: &[Run::Kubernetes(run)],
};

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        for port in contained.container.ports() {
            let protocol = port.str_at(&["protocol"]).unwrap_or("TCP");
            let Some(node) = port
                .get("containerPort")
                .filter(|node| node.as_i64() == Some(22) && protocol == "TCP")
            else {
                continue;
            };
            let message = format!(
                "{} listens on port 22, as SSH servers do",
                contained.words()
            );
            report.find(node.range(), message).fix = Some(advice(
                "use `kubectl exec` or `kubectl debug`, which ask who you are and are recorded",
            ));
        }
    }
}
