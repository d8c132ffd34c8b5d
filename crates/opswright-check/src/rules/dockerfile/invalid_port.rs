//! `invalid-port`: a port that cannot be.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::{Body, Dockerfile};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("invalid_port.md"),
    run: &[Run::Dockerfile(run)],
};

fn run(file: &Dockerfile, report: &mut Report<'_>) {
    for instruction in &file.instructions {
        let Body::Expose(ports) = &instruction.body else {
            continue;
        };
        for port in ports.iter().filter(|port| !port.is_dynamic()) {
            if !is_port(port.text.trim_matches('"')) {
                let message = format!(
                    "`{}` is no port: write a number up to 65535, with /tcp or /udp where it matters",
                    port.text
                );
                report.find(port.range, message);
            }
        }
    }
}

fn is_port(text: &str) -> bool {
    let (ports, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    let known = ["tcp", "udp", "sctp"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(protocol));
    let (first, last) = ports.split_once('-').unwrap_or((ports, ports));
    match (first.parse::<u16>(), last.parse::<u16>()) {
        (Ok(first), Ok(last)) => known && first <= last,
        _ => false,
    }
}
