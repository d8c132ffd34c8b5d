//! `image-without-health-check`: an image that serves a port and says nothing about its health.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::Graph;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "image-without-health-check",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("image_without_health_check.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let built = graph.built();
    for (file, dockerfile) in graph.dockerfiles() {
        let Some(stage) = dockerfile.stages.last() else {
            continue;
        };
        let serves = stage.starts && !stage.ports.is_empty();
        let checked_elsewhere = built
            .iter()
            .any(|built| built.file.path == file.path && built.service.health_check.is_some());
        if serves && stage.health_check.is_none() && !checked_elsewhere {
            let port = &stage.ports[0];
            let finding = report.find_in(
                &file.path,
                stage.from.range,
                "nothing can tell whether this service works: it has no health check",
            );
            finding.evidence.push(format!(
                "{}:{} says that it listens on {}",
                file.path, port.line, port.value
            ));
            finding.fix = Some(advice(
                "add a HEALTHCHECK that asks the service, by a program that the image has",
            ));
        }
    }
}
