//! `docker-socket`: a service that is given the container engine's socket.

use opswright_diagnostic::{Confidence, Severity};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "docker-socket",
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("docker_socket.md"),
    run: &[Run::Compose(run)],
};

fn run(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        for mount in service.mounts() {
            let source = mount.source.as_deref().unwrap_or("");
            if source.ends_with("docker.sock")
                || source.ends_with("podman.sock")
                || source.ends_with("containerd.sock")
            {
                report
                    .find(
                        mount.range,
                        format!(
                            "whoever is in `{}` can start a container as root on the host",
                            service.name
                        ),
                    )
                    .fix = Some(advice(
                    "put a proxy between them that allows only the calls it needs",
                ));
            }
        }
    }
}
