//! Databases, caches and queues that a compose file can run, with what each image needs to run without privileges.

use super::release::{Meaning, Release, choose};

/// A service that compose runs from an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ServiceImage {
    /// Kind as in the survey.
    pub(crate) kind: &'static str,
    /// Name of the image.
    pub(crate) image: &'static str,
    /// Releases that are still built, newest first.
    pub(crate) releases: &'static [Release],
    /// Account that the image prepares for its service, as numbers.
    pub(crate) user: &'static str,
    /// Port that it listens on.
    pub(crate) port: u16,
    /// Arguments after the image's own entry point; empty for its default.
    pub(crate) command: &'static [&'static str],
    /// Health check that the image has the tools for.
    pub(crate) health: &'static [&'static str],
    /// Where its data lies, if it keeps any.
    pub(crate) volume: Option<&'static str>,
    /// Further folders that it writes to, apart from `/tmp`.
    pub(crate) scratch: &'static [&'static str],
    /// Variables of the image; `{password}` stands for the reference to the password.
    pub(crate) variables: &'static [(&'static str, &'static str)],
    /// Address for its users; `{user}`, `{password}` and `{host}` are filled in.
    pub(crate) address: &'static str,
    /// Memory limit.
    pub(crate) memory: &'static str,
}

impl ServiceImage {
    /// Whether its users need a password.
    pub(crate) fn has_password(&self) -> bool {
        self.address.contains("{password}")
    }

    /// The release for the stated version.
    pub(crate) fn chosen(&self, version: &str) -> ChosenService {
        let choice = choose(Some(version), self.releases, Meaning::Line);
        let release = choice.release;
        let tag = if release.suite.is_empty() {
            format!("{}:{}", self.image, release.version)
        } else {
            format!("{}:{}-{}", self.image, release.version, release.suite)
        };
        ChosenService {
            tag,
            note: choice.note,
            volume: self.volume_for(release.version),
        }
    }

    /// Folder to mount a volume at. From `PostgreSQL` 18 on, the image keeps each major version in a folder of its own below
    /// `/var/lib/postgresql` and refuses to start with a volume at the old place.
    fn volume_for(&self, version: &str) -> Option<&'static str> {
        let major: u32 = version
            .split('.')
            .next()
            .and_then(|major| major.parse().ok())
            .unwrap_or(u32::MAX);
        match self.kind {
            "postgresql" if major < 18 => Some("/var/lib/postgresql/data"),
            _ => self.volume,
        }
    }
}

/// One release of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChosenService {
    /// Name and tag of its image.
    pub(crate) tag: String,
    /// Why this one, a sentence without a full stop.
    pub(crate) note: String,
    /// Where its data lies, if it keeps any.
    pub(crate) volume: Option<&'static str>,
}

/// The services that compose can run.
const SERVICES: &[ServiceImage] = &[
    ServiceImage {
        kind: "postgresql",
        image: "postgres",
        releases: &[
            Release::steady("18.6", "trixie", Some("2030-11-14")),
            Release::new("17.11", "trixie", Some("2029-11-08")),
            Release::new("16.15", "trixie", Some("2028-11-09")),
            Release::new("15.19", "trixie", Some("2027-11-11")),
            Release::new("14.24", "trixie", Some("2026-11-12")),
        ],
        user: "999:999",
        port: 5432,
        command: &[],
        // While it initialises, the image serves its Unix socket only: asking by TCP says when it is ready for others.
        health: &[
            "pg_isready",
            "--quiet",
            "--host=127.0.0.1",
            "--username=app",
            "--dbname=app",
        ],
        volume: Some("/var/lib/postgresql"),
        scratch: &["/var/run/postgresql"],
        variables: &[
            ("POSTGRES_DB", "app"),
            ("POSTGRES_USER", "app"),
            ("POSTGRES_PASSWORD", "{password}"),
        ],
        address: "postgresql://app:{password}@{host}:5432/app",
        memory: "512M",
    },
    ServiceImage {
        kind: "mysql",
        image: "mysql",
        releases: &[
            Release::steady("9.7.2", "oraclelinux9", None),
            Release::new("8.4.11", "oraclelinux9", Some("2032-04-30")),
        ],
        user: "999:999",
        port: 3306,
        command: &[],
        health: &["mysqladmin", "ping", "--silent", "--host=127.0.0.1"],
        volume: Some("/var/lib/mysql"),
        scratch: &["/var/run/mysqld"],
        variables: &[
            ("MYSQL_DATABASE", "app"),
            ("MYSQL_USER", "app"),
            ("MYSQL_PASSWORD", "{password}"),
            ("MYSQL_RANDOM_ROOT_PASSWORD", "yes"),
        ],
        address: "mysql://app:{password}@{host}:3306/app",
        memory: "1G",
    },
    ServiceImage {
        kind: "mariadb",
        image: "mariadb",
        releases: &[
            Release::steady("12.3.2", "noble", None),
            Release::new("11.8.8", "noble", None),
            Release::new("11.4.12", "noble", Some("2029-05-29")),
        ],
        user: "999:999",
        port: 3306,
        command: &[],
        health: &["healthcheck.sh", "--connect", "--innodb_initialized"],
        volume: Some("/var/lib/mysql"),
        scratch: &["/run/mysqld"],
        variables: &[
            ("MARIADB_DATABASE", "app"),
            ("MARIADB_USER", "app"),
            ("MARIADB_PASSWORD", "{password}"),
            ("MARIADB_RANDOM_ROOT_PASSWORD", "yes"),
        ],
        address: "mysql://app:{password}@{host}:3306/app",
        memory: "512M",
    },
    ServiceImage {
        kind: "mongodb",
        image: "mongo",
        releases: &[
            Release::new("8.3.8", "noble", None),
            Release::steady("8.0.29", "noble", Some("2029-10-31")),
        ],
        user: "999:999",
        port: 27017,
        command: &[],
        health: &[
            "mongosh",
            "--quiet",
            "--eval",
            "quit(db.adminCommand('ping').ok ? 0 : 1)",
        ],
        volume: Some("/data/db"),
        scratch: &["/data/configdb"],
        variables: &[
            ("MONGO_INITDB_ROOT_USERNAME", "app"),
            ("MONGO_INITDB_ROOT_PASSWORD", "{password}"),
        ],
        address: "mongodb://app:{password}@{host}:27017/app?authSource=admin",
        memory: "1G",
    },
    ServiceImage {
        kind: "redis",
        image: "redis",
        releases: &[
            Release::steady("8.10.1", "trixie", None),
            Release::new("7.4.11", "bookworm", None),
            Release::new("7.2.16", "bookworm", None),
        ],
        user: "999:999",
        port: 6379,
        // Whether it holds a cache or a queue is not known: it keeps everything, and refuses writes when it is full.
        command: &["redis-server", "--appendonly", "yes"],
        health: &["redis-cli", "-e", "ping"],
        volume: Some("/data"),
        scratch: &[],
        variables: &[],
        address: "redis://{host}:6379/0",
        memory: "256M",
    },
    ServiceImage {
        kind: "rabbitmq",
        image: "rabbitmq",
        releases: &[
            Release::steady("4.3.5", "", None),
            Release::new("4.2.9", "", None),
        ],
        user: "999:999",
        port: 5672,
        command: &[],
        health: &["rabbitmq-diagnostics", "--quiet", "check_port_connectivity"],
        volume: Some("/var/lib/rabbitmq"),
        scratch: &[],
        variables: &[
            ("RABBITMQ_DEFAULT_USER", "app"),
            ("RABBITMQ_DEFAULT_PASS", "{password}"),
        ],
        address: "amqp://app:{password}@{host}:5672",
        memory: "512M",
    },
    ServiceImage {
        kind: "nats",
        image: "nats",
        releases: &[
            Release::steady("2.14.5", "alpine3.22", None),
            Release::new("2.12.15", "alpine3.22", None),
        ],
        user: "65532:65532",
        port: 4222,
        command: &["--http_port", "8222"],
        health: &[
            "wget",
            "-q",
            "-O",
            "/dev/null",
            "-Y",
            "off",
            "http://127.0.0.1:8222/healthz",
        ],
        volume: None,
        scratch: &[],
        variables: &[],
        address: "nats://{host}:4222",
        memory: "256M",
    },
];

/// The service that runs a resource of `kind`, if compose can run one.
pub(crate) fn service_image(kind: &str) -> Option<&'static ServiceImage> {
    SERVICES.iter().find(|service| service.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_volume_follows_the_release_that_runs() {
        let postgresql = service_image("postgresql").expect("it is in the table");
        for (stated, tag, volume) in [
            ("18", "postgres:18.6-trixie", "/var/lib/postgresql"),
            ("16", "postgres:16.15-trixie", "/var/lib/postgresql/data"),
            ("9.6", "postgres:18.6-trixie", "/var/lib/postgresql"),
        ] {
            let chosen = postgresql.chosen(stated);
            assert_eq!(
                (chosen.tag.as_str(), chosen.volume),
                (tag, Some(volume)),
                "{stated}"
            );
        }
    }

    #[test]
    fn every_service_has_a_health_check_and_a_steady_release() {
        for service in SERVICES {
            assert!(!service.health.is_empty(), "{}", service.kind);
            let steady = service.releases.iter().filter(|release| release.steady);
            assert_eq!(steady.count(), 1, "{}", service.kind);
        }
    }
}
