//! Who runs the databases, caches and queues.

use super::decision;
use crate::case::Case;
use crate::design::Decision;
use crate::platform::{self, Class, Cloud, Platform};
use crate::provenance;
use crate::resources::ResolvedResource;

/// One decision a resource.
pub(super) fn decide(case: &Case<'_>) -> Vec<Decision> {
    let platform = platform::choose(case);
    case.resources
        .iter()
        .map(|resource| of_resource(case, &platform, resource))
        .collect()
}

fn of_resource(case: &Case<'_>, platform: &Platform, resource: &ResolvedResource) -> Decision {
    let design = &resource.design;
    let what = title(&design.kind, &design.version);
    let (choice, rule, reason, runner_up) = if !design.is_server() {
        (
            format!("{what}, a file on a volume"),
            "file-on-volume",
            "it is a file of the workload; the volume outlives every release",
            "PostgreSQL",
        )
    } else if platform.class == Class::Server {
        (
            format!("{what} in Docker Compose, with a volume and a daily dump"),
            "container-on-server",
            "one server needs nothing beside it, and the dump is what a restore is drilled with",
            "a managed service",
        )
    } else if case.is_regulated() && platform.cloud == Cloud::Own {
        (
            format!("{what} by an operator in the cluster"),
            "operator-in-cluster",
            "no managed service can be reached; an operator does backups and failover",
            "a server of its own",
        )
    } else {
        (
            format!("managed {what}"),
            "managed-service",
            "backups, failover and patches of data are someone else's night shift",
            "a container with a volume",
        )
    };
    let mut decided = Decision {
        inputs: resource.inputs.clone(),
        runner_up: Some(runner_up.to_owned()),
        ..decision(&format!("resource.{}", design.name), choice, rule, reason)
    };
    decided
        .inputs
        .push(provenance::decided("platform", &platform.name));
    if !design.is_server() && platform.class != Class::Server {
        decided.current_answer =
            Some("PostgreSQL: several instances cannot share one file".to_owned());
    }
    decided
}

/// The name that people know it by, with its version.
pub(crate) fn title(kind: &str, version: &str) -> String {
    let name = match kind {
        "postgresql" => "PostgreSQL",
        "mysql" => "MySQL",
        "mariadb" => "MariaDB",
        "sqlite" => "SQLite",
        "mongodb" => "MongoDB",
        "redis" => "Redis",
        "rabbitmq" => "RabbitMQ",
        "kafka" => "Kafka",
        "nats" => "NATS",
        "elasticsearch" => "Elasticsearch",
        "s3" => "S3 bucket",
        "smtp" => "mail service",
        other => other,
    };
    if version == "any" {
        name.to_owned()
    } else {
        format!("{name} {version}")
    }
}
