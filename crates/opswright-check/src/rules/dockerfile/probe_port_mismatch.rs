//! `probe-port-mismatch`: a health check that asks another port than the image exposes.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::Word;
use opswright_project::{Graph, Located, probe_address};

use crate::report::Report;
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "probe-port-mismatch",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("probe_port_mismatch.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    for (file, dockerfile) in graph.dockerfiles() {
        for stage in &dockerfile.stages {
            let own = stage
                .health_check
                .as_ref()
                .filter(|check| check.range.start > stage.from.range.start);
            if let Some(check) = own {
                look(&file.path, check, &file.path, &stage.ports, report);
            }
        }
    }
    for built in graph.built() {
        if let (Some(check), Some(stage)) = (&built.service.health_check, built.stage()) {
            look(
                &built.compose.path,
                check,
                &built.file.path,
                &stage.ports,
                report,
            );
        }
    }
}

/// Reports a probe of this very container on a port that it does not expose.
fn look(
    path: &str,
    check: &Located<Vec<Word>>,
    exposed_in: &str,
    ports: &[Located<u16>],
    report: &mut Report<'_>,
) {
    let Some(address) = probe_address(&check.value) else {
        return;
    };
    let own = matches!(
        address.host.as_str(),
        "localhost" | "127.0.0.1" | "0.0.0.0" | "[::1]"
    );
    let Some(port) = address.port.filter(|_| own) else {
        return;
    };
    if let Some(first) = ports
        .first()
        .filter(|_| !ports.iter().any(|exposed| exposed.value == port))
    {
        report
            .find_in(
                path,
                check.range,
                format!(
                    "the probe asks port {port}, but the image exposes {}",
                    first.value
                ),
            )
            .evidence
            .push(format!(
                "{exposed_in}:{} exposes {}",
                first.line, first.value
            ));
    }
}
