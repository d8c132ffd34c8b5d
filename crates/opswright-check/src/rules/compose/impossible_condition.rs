//! `impossible-condition`: a service that waits for the health of one without a health check.

use opswright_diagnostic::{Confidence, Severity};
use opswright_dockerfile::ImageReference;
use opswright_project::Graph;

use crate::catalogue::official_image;
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "impossible-condition",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("impossible_condition.md"),
    run: &[Run::Graph(run)],
};

fn run(graph: &Graph<'_>, report: &mut Report<'_>) {
    let built = graph.built();
    for (file, compose) in graph.compose_files() {
        for service in &compose.services {
            for dependency in &service.depends_on {
                if dependency.condition.as_deref() != Some("service_healthy") {
                    continue;
                }
                let target = compose
                    .services
                    .iter()
                    .find(|other| other.name.value == dependency.service.value);
                let Some(target) = target.filter(|target| target.health_check.is_none()) else {
                    continue;
                };
                let of_image = built
                    .iter()
                    .find(|built| {
                        built.compose.path == file.path && built.service.name == target.name
                    })
                    .map(|built| {
                        built
                            .stage()
                            .is_some_and(|stage| stage.health_check.is_some())
                    });
                let official = target.image.as_ref().is_some_and(|image| {
                    ImageReference::parse(&image.value)
                        .official()
                        .is_some_and(|name| official_image(name).is_some())
                });
                let certainly_none = match of_image {
                    Some(checked) => !checked,
                    None => official && target.build.is_none(),
                };
                if certainly_none {
                    let name = &target.name;
                    let finding = report.find_in(
                        &file.path,
                        dependency.service.range,
                        format!(
                            "`{}` waits for the health of `{}`, which has no health check",
                            service.name.value, name.value
                        ),
                    );
                    finding
                        .evidence
                        .push(format!("{}:{} defines it", file.path, name.line));
                    finding.fix = Some(advice(format!("give `{}` a health check", name.value)));
                }
            }
        }
    }
}
