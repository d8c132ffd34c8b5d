//! `dangerous-capability`: a container that is given a capability beyond those that containers have by default.

use opswright_diagnostic::{Confidence, Severity};
use opswright_yaml::Node;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::{ComposeFile, KubernetesFile};

pub(crate) static RULE: Rule = Rule {
    name: "dangerous-capability",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("dangerous_capability.md"),
    run: &[Run::Kubernetes(run), Run::Compose(compose)],
};

/// Capabilities of the `baseline` level: what runtimes give to every container, or less.
const HARMLESS: [&str; 13] = [
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];

fn run(file: &KubernetesFile<'_>, report: &mut Report<'_>) {
    for contained in file.containers() {
        let added = contained
            .container
            .field(&["securityContext", "capabilities", "add"]);
        for item in added.known().into_iter().flat_map(|list| list.items()) {
            look(
                item,
                &contained.words(),
                "leave it out, or move what needs it into a pod of its own",
                report,
            );
        }
    }
}

fn compose(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for item in service
            .get("cap_add")
            .into_iter()
            .flat_map(|list| list.items())
        {
            if !report.has(item.range()) {
                look(
                    item,
                    &format!("`{}`", service.name),
                    "leave it out, or move what needs it into a service of its own",
                    report,
                );
            }
        }
    }
}

/// `whose` is the container for people.
fn look(item: Node<'_>, whose: &str, cure: &str, report: &mut Report<'_>) {
    let name = item.as_str().unwrap_or("").to_ascii_uppercase();
    let name = name.strip_prefix("CAP_").unwrap_or(&name);
    if name.is_empty() || HARMLESS.contains(&name) || name.contains('$') {
        return;
    }
    let message = format!("{whose} is given `{name}`: {}", power(name));
    let finding = report.find(item.range(), message);
    if matches!(name, "ALL" | "SYS_ADMIN") {
        finding.severity = Severity::Error;
    }
    finding.fix = Some(advice(cure));
}

/// What a capability is good for in wrong hands.
fn power(name: &str) -> &'static str {
    match name {
        "ALL" => "every right of root",
        "SYS_ADMIN" => "mounts, namespaces and more, which is as good as root on the host",
        "SYS_MODULE" => "it can load code into the kernel",
        "SYS_PTRACE" => "it can read and change other processes",
        "SYS_RAWIO" => "it can reach devices and memory directly",
        "NET_ADMIN" => "it can change routes, addresses and filters of its network",
        "NET_RAW" => "it can forge packets of its neighbours",
        "DAC_READ_SEARCH" => "it can read every file that it can reach",
        "BPF" | "PERFMON" => "it can watch the kernel",
        "SYS_TIME" => "it can set the host's clock",
        "SYS_BOOT" => "it can restart the host",
        _ => "a right that containers do not have by default",
    }
}
