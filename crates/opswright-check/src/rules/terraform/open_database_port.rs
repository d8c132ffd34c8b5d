//! `open-database-port`: a port of a database or file store that is open to the whole internet.

use opswright_diagnostic::{Confidence, Severity};
use opswright_project::terraform::Terraform;

use super::exposure::{Way, openings};
use crate::report::{Report, advice};
use crate::rule::{Fixability, Profile, Rule, Run};

pub(crate) static RULE: Rule = Rule {
    name: "open-database-port",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: Fixability::No,
    profile: Profile::Default,
    docs: include_str!("open_database_port.md"),
    run: &[Run::Terraform(run)],
};

const PORTS: &[(u32, &str)] = &[
    (5432, "PostgreSQL"),
    (3306, "MySQL"),
    (1433, "SQL Server"),
    (1521, "Oracle"),
    (27017, "MongoDB"),
    (6379, "Redis"),
    (9200, "Elasticsearch"),
    (9300, "Elasticsearch"),
    (11211, "memcached"),
    (9042, "Cassandra"),
    (5984, "CouchDB"),
    (9092, "Kafka"),
    (2181, "ZooKeeper"),
    (445, "SMB"),
    (20, "FTP"),
    (21, "FTP"),
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
            "name the security group or network of the services that use it",
        ));
    }
}
