//! `sensitive-host-mount`: a service that is given a folder which is the host itself.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "sensitive-host-mount",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("sensitive_host_mount.md"),
    run: &[Run::Compose(run)],
};

/// Folders that configure, run or describe the host, or hold keys of a person.
const SENSITIVE: [&str; 30] = [
    "/etc/cron.d",
    "/etc/kubernetes",
    "/etc/pam.d",
    "/etc/passwd",
    "/etc/shadow",
    "/etc/ssh",
    "/etc/ssl/private",
    "/etc/sudoers",
    "/etc/systemd",
    "/boot",
    "/dev",
    "/etc",
    "/home",
    "/lib",
    "/proc",
    "/root",
    "/run",
    "/sys",
    "/usr",
    "/var/lib/docker",
    "/var/lib/containerd",
    "/var/lib/kubelet",
    "/var/run",
    "~",
    "~/.aws",
    "~/.docker",
    "~/.gnupg",
    "~/.kube",
    "~/.ssh",
    "~/.config/gcloud",
];

/// Small parts of them that everyone may read.
const HARMLESS: [&str; 8] = [
    "/etc/localtime",
    "/etc/timezone",
    "/etc/hosts",
    "/etc/resolv.conf",
    "/etc/machine-id",
    "/dev/null",
    "/dev/shm",
    "/run/user",
];

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let nodes = service
            .get("volumes")
            .into_iter()
            .flat_map(|list| list.items());
        for node in nodes {
            let (source, read_only) = match node.as_str() {
                Some(text) => (
                    text.split(':').next(),
                    text.ends_with(":ro") || text.contains(":ro,"),
                ),
                None => (
                    node.str_at(&["source"]),
                    node.get("read_only")
                        .is_some_and(|value| value.as_bool() == Some(true)),
                ),
            };
            // The socket of an engine is another fault.
            let Some(source) = source.filter(|source| !source.ends_with(".sock")) else {
                continue;
            };
            if !is_sensitive(source) || report.has(node.range()) {
                continue;
            }
            let what = if read_only { "read" } else { "change" };
            let finding = report.find(
                node.range(),
                format!(
                    "whoever is in `{}` can {what} `{source}` of the host",
                    service.name
                ),
            );
            if read_only {
                finding.severity = Severity::Info;
            }
            finding.fix = Some(advice(if read_only {
                "mount the one file that is needed"
            } else {
                "mount the one folder that is needed, with `:ro` where it is only read"
            }));
        }
    }
}

fn is_sensitive(source: &str) -> bool {
    let path = source.trim_end_matches('/');
    let home = path.replace("$HOME", "~").replace("${HOME}", "~");
    let path = if home.is_empty() { "/" } else { home.as_str() };
    let below = |folder: &str| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if HARMLESS.iter().any(|folder| below(folder)) {
        return false;
    }
    // A folder of one person or program below these is its own; only the whole is everyone's.
    let shallow = [
        "/home", "/run", "/var/run", "/dev", "~", "/usr", "/lib", "/etc",
    ];
    path == "/"
        || SENSITIVE.iter().any(|folder| {
            if shallow.contains(folder) {
                path == *folder
            } else {
                below(folder)
            }
        })
}
