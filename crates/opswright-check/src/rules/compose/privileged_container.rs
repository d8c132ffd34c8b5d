//! `privileged-container`: a container with the rights of the host.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::Report;
use crate::rule::{ComposeFile, Fixability, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "privileged-container",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    docs: include_str!("privileged_container.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let privileged = service
            .get("privileged")
            .filter(|node| node.as_bool() == Some(true));
        if let Some(node) = privileged {
            report.find(
                node.range(),
                format!("`{}` has all rights of the host: privileged", service.name),
            );
        }
        let network = service
            .get("network_mode")
            .filter(|node| node.as_str() == Some("host"));
        if let Some(node) = network {
            report.find(
                node.range(),
                format!("`{}` uses the network of the host", service.name),
            );
        }
        for mount in service.mounts() {
            if mount
                .source
                .as_deref()
                .is_some_and(|source| source.ends_with("docker.sock"))
            {
                report.find(
                    mount.range,
                    format!(
                        "`{}` may start containers with any rights: it has the Docker socket",
                        service.name
                    ),
                );
            }
        }
    }
}
