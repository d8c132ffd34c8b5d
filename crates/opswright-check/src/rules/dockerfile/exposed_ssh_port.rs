//! `exposed-ssh-port`: an image that offers SSH.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "exposed-ssh-port",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("exposed_ssh_port.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Expose(ports) = &instruction.body else {
            continue;
        };
        for port in ports {
            let number = port
                .text
                .split_once('/')
                .map_or(&*port.text, |(port, _)| port);
            if number == "22" {
                report
                    .find(
                        port.range,
                        "port 22 is for logins, which a container does not need",
                    )
                    .fix = Some(advice(
                    "use `docker exec`, `kubectl exec` or a debug container",
                ));
            }
        }
    }
}
