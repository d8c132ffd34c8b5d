//! `service-without-health-check`: a service without a health check.

use opswright_diagnostic::{Confidence, Safety, Severity};
use opswright_dockerfile::ImageReference;
use opswright_project::compose::Service;
use opswright_project::{Content, Graph};
use opswright_yaml::edit;

use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};
use crate::view::ComposeFile;

pub(crate) static RULE: Rule = Rule {
    name: "service-without-health-check",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: Fixability::Unsafe,
    profile: Profile::Default,
    docs: include_str!("service_without_health_check.md"),
    run: &[Run::Compose(of_image), Run::Graph(of_build)],
};

fn of_image(file: &ComposeFile<'_>, report: &mut Report<'_>) {
    for service in &file.services {
        let has_image = service.image().is_some() && service.build().is_none();
        let disabled = service.get("healthcheck").is_some();
        if !has_image || disabled || service.is_partial() || runs_once(file, service) {
            continue;
        }
        let fix = match service.image().and_then(|image| probe(image.as_str()?)) {
            Some(test) => {
                let lines = format!(
                    "healthcheck:\n  test: {test}\n  interval: 10s\n  timeout: 5s\n  retries: 5"
                );
                let edits = edit::append(report.text, service.node, &lines)
                    .into_iter()
                    .collect();
                report.fix(
                    format!("add a health check: `{test}`"),
                    Safety::Unsafe,
                    edits,
                )
            }
            None => {
                advice("add a `healthcheck` that asks the service, by a program that the image has")
            }
        };
        report
            .find(
                service.key.range(),
                format!(
                    "nothing can tell whether `{}` works: it has no health check",
                    service.name
                ),
            )
            .fix = Some(fix);
    }
}

fn of_build(graph: &Graph<'_>, report: &mut Report<'_>) {
    for built in graph.built() {
        let checked = built.service.health_check.is_some()
            || built
                .stage()
                .is_none_or(|stage| stage.health_check.is_some());
        let awaited = match &built.compose.content {
            Content::Compose(compose) => compose
                .services
                .iter()
                .flat_map(|service| &service.depends_on)
                .any(|dependency| {
                    dependency.service.value == built.service.name.value
                        && dependency.condition.as_deref() == Some("service_completed_successfully")
                }),
            _ => false,
        };
        if !checked && !awaited && !built.service.incomplete {
            let name = &built.service.name;
            let finding = report.find_in(
                &built.compose.path,
                name.range,
                format!(
                    "nothing can tell whether `{}` works: it has no health check",
                    name.value
                ),
            );
            finding
                .evidence
                .push(format!("{} has none either", built.file.path));
            finding.fix = Some(advice("add a `healthcheck` here, or a HEALTHCHECK there"));
        }
    }
}

/// Whether the service ends by itself: it says so, or something waits for its end.
fn runs_once(file: &ComposeFile<'_>, service: &Service<'_>) -> bool {
    let restart = service
        .get("restart")
        .and_then(|restart| restart.as_str())
        .unwrap_or("");
    restart == "no"
        || restart.starts_with("on-failure")
        || file
            .services
            .iter()
            .flat_map(Service::dependencies)
            .any(|dependency| {
                dependency.service == service.name
                    && dependency.condition == Some("service_completed_successfully")
            })
}

/// How well-known stores say that they are ready, by what their images bring.
fn probe(image: &str) -> Option<&'static str> {
    let image = ImageReference::parse(image);
    Some(match image.short_name() {
        "postgres" | "postgis" => {
            "[\"CMD-SHELL\", \"pg_isready -U \\\"$${POSTGRES_USER:-postgres}\\\"\"]"
        }
        "redis" => "[\"CMD\", \"redis-cli\", \"ping\"]",
        "valkey" => "[\"CMD\", \"valkey-cli\", \"ping\"]",
        "mysql" => "[\"CMD\", \"mysqladmin\", \"ping\", \"-h\", \"127.0.0.1\"]",
        "mariadb" => "[\"CMD\", \"healthcheck.sh\", \"--connect\", \"--innodb_initialized\"]",
        "mongo" => "[\"CMD\", \"mongosh\", \"--quiet\", \"--eval\", \"db.adminCommand('ping')\"]",
        "rabbitmq" => "[\"CMD\", \"rabbitmq-diagnostics\", \"-q\", \"ping\"]",
        _ => return None,
    })
}
