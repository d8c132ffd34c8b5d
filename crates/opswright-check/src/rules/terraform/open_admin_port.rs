//! `open-admin-port`: a port for administration that is open to the whole internet.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::exposure::{Way, openings};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-admin-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("open_admin_port.md"),
    run: &[Run::Terraform(run)],
};

/// SSH, Telnet, RDP, `WinRM`, the Docker API, etcd, the kubelet.
const PORTS: &[(u32, &str)] = &[
    (22, "SSH"),
    (23, "Telnet"),
    (3389, "RDP"),
    (5985, "WinRM"),
    (5986, "WinRM"),
    (2375, "the Docker API"),
    (2379, "etcd"),
    (10250, "the kubelet"),
];

fn run(file: &Terraform<'_>, report: &mut Report<'_>) {
    for opening in openings(file, Way::In) {
        let Some((port, name)) = PORTS
            .iter()
            .find(|(port, _)| opening.has(*port) && !opening.is_everything())
        else {
            continue;
        };
        let message = format!(
            "`{}` opens port {port} ({name}) to the whole internet",
            opening.owner
        );
        report.find(opening.range, message).fix = Some(advice(
            "name the networks that may connect, or use a session service instead of a port",
        ));
    }
}
