//! `unsafe-sysctl`: a pod that sets a kernel parameter which kubelets refuse unless told otherwise.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::KubernetesFile;

pub(crate) static RULE: Rule = Rule {
    name: "unsafe-sysctl",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("unsafe_sysctl.md"),
    run: &[Run::Kubernetes(run)],
};

/// Parameters that are isolated between pods.
const SAFE: [&str; 13] = [
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_wmem",
    "net.ipv4.tcp_slow_start_after_idle",
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for (object, pod) in file.pods() {
        let listed = pod.field(&["securityContext", "sysctls"]).known();
        for item in listed.into_iter().flat_map(|list| list.items()) {
            let Some(node) = item.get("name") else {
                continue;
            };
            let name = node.as_str().unwrap_or("").replace('/', ".");
            if name.is_empty() || name.contains('$') || SAFE.contains(&name.as_str()) {
                continue;
            }
            let message = format!(
                "`{}` sets `{name}`, which other pods of the node feel, or which kubelets refuse",
                object.title()
            );
            report.find(node.range(), message).fix = Some(advice(
                "set it on the node, and give such nodes a taint of their own",
            ));
        }
    }
}
