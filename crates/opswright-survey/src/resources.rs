//! Databases, caches, queues and buckets: claims, and one resource a family.

use crate::claims::{Claims, Ground};
use crate::variables::resource_of;
use crate::{Evidence, Fact, Resource, Variable};

/// One place that shows a need for a resource.
#[derive(Debug, Clone)]
pub(crate) struct ResourceClaim {
    pub(crate) kind: &'static str,
    pub(crate) ground: Ground,
    pub(crate) evidence: Evidence,
    /// Version as stated there.
    pub(crate) version: Option<String>,
}

/// Kinds of which a workload uses one: several drivers are alternatives.
const SQL: &[&str] = &["postgresql", "mysql", "mariadb", "sqlite"];

/// Packages of all ecosystems and the resource each is a client of.
const CLIENTS: &[(&str, &str)] = &[
    // Node.
    ("pg", "postgresql"),
    ("pg-promise", "postgresql"),
    ("postgres", "postgresql"),
    ("@neondatabase/serverless", "postgresql"),
    ("@prisma/adapter-pg", "postgresql"),
    ("@fastify/postgres", "postgresql"),
    ("mysql", "mysql"),
    ("mysql2", "mysql"),
    ("mariadb", "mariadb"),
    ("sqlite3", "sqlite"),
    ("better-sqlite3", "sqlite"),
    ("sqlite", "sqlite"),
    ("mongodb", "mongodb"),
    ("mongoose", "mongodb"),
    ("redis", "redis"),
    ("ioredis", "redis"),
    ("@fastify/redis", "redis"),
    ("connect-redis", "redis"),
    ("bullmq", "redis"),
    ("bull", "redis"),
    ("amqplib", "rabbitmq"),
    ("kafkajs", "kafka"),
    ("nats", "nats"),
    ("@elastic/elasticsearch", "elasticsearch"),
    ("@aws-sdk/client-s3", "s3"),
    ("minio", "s3"),
    ("nodemailer", "smtp"),
    // Python, names normalized.
    ("psycopg", "postgresql"),
    ("psycopg2", "postgresql"),
    ("psycopg2-binary", "postgresql"),
    ("psycopg-binary", "postgresql"),
    ("asyncpg", "postgresql"),
    ("mysqlclient", "mysql"),
    ("pymysql", "mysql"),
    ("aiomysql", "mysql"),
    ("asyncmy", "mysql"),
    ("mysql-connector", "mysql"),
    ("mysql-connector-python", "mysql"),
    ("aiosqlite", "sqlite"),
    ("pymongo", "mongodb"),
    ("motor", "mongodb"),
    ("mongoengine", "mongodb"),
    ("beanie", "mongodb"),
    ("aioredis", "redis"),
    ("django-redis", "redis"),
    ("rq", "redis"),
    ("arq", "redis"),
    ("pika", "rabbitmq"),
    ("aio-pika", "rabbitmq"),
    ("kafka-python", "kafka"),
    ("confluent-kafka", "kafka"),
    ("aiokafka", "kafka"),
    ("nats-py", "nats"),
    ("elasticsearch", "elasticsearch"),
    ("aiosmtplib", "smtp"),
    // Rust; SQL of sqlx, diesel and sea-orm is told by their features.
    ("tokio-postgres", "postgresql"),
    ("deadpool-postgres", "postgresql"),
    ("mysql_async", "mysql"),
    ("rusqlite", "sqlite"),
    ("deadpool-redis", "redis"),
    ("fred", "redis"),
    ("lapin", "rabbitmq"),
    ("rdkafka", "kafka"),
    ("async-nats", "nats"),
    ("aws-sdk-s3", "s3"),
    ("lettre", "smtp"),
    // Go.
    ("github.com/lib/pq", "postgresql"),
    ("github.com/jackc/pgx", "postgresql"),
    ("gorm.io/driver/postgres", "postgresql"),
    ("github.com/go-sql-driver/mysql", "mysql"),
    ("gorm.io/driver/mysql", "mysql"),
    ("github.com/mattn/go-sqlite3", "sqlite"),
    ("modernc.org/sqlite", "sqlite"),
    ("gorm.io/driver/sqlite", "sqlite"),
    ("github.com/glebarez/sqlite", "sqlite"),
    ("go.mongodb.org/mongo-driver", "mongodb"),
    ("github.com/redis/go-redis", "redis"),
    ("github.com/go-redis/redis", "redis"),
    ("github.com/gomodule/redigo", "redis"),
    ("github.com/rabbitmq/amqp091-go", "rabbitmq"),
    ("github.com/streadway/amqp", "rabbitmq"),
    ("github.com/segmentio/kafka-go", "kafka"),
    ("github.com/IBM/sarama", "kafka"),
    ("github.com/Shopify/sarama", "kafka"),
    ("github.com/nats-io/nats.go", "nats"),
    ("github.com/elastic/go-elasticsearch", "elasticsearch"),
    ("github.com/aws/aws-sdk-go-v2/service/s3", "s3"),
    ("github.com/minio/minio-go", "s3"),
    ("github.com/jinzhu/gorm/dialects/postgres", "postgresql"),
    ("github.com/jinzhu/gorm/dialects/mysql", "mysql"),
    ("github.com/jinzhu/gorm/dialects/sqlite", "sqlite"),
];

/// The resource that a package is a client of; the major version suffix of a Go module does not matter.
pub(crate) fn of_package(name: &str) -> Option<&'static str> {
    let module = match name.rsplit_once("/v") {
        Some((module, major)) if major.bytes().all(|byte| byte.is_ascii_digit()) => module,
        _ => name,
    };
    CLIENTS
        .iter()
        .find(|(client, _)| *client == module)
        .map(|(_, kind)| *kind)
}

/// The resource that an image serves, and its version by the tag.
pub(crate) fn of_image(image: &str) -> Option<(&'static str, Option<String>)> {
    const IMAGES: &[(&str, &str)] = &[
        ("postgres", "postgresql"),
        ("postgresql", "postgresql"),
        ("postgis", "postgresql"),
        ("pgvector", "postgresql"),
        ("timescaledb", "postgresql"),
        ("mysql", "mysql"),
        ("mysql-server", "mysql"),
        ("mariadb", "mariadb"),
        ("mongo", "mongodb"),
        ("mongodb", "mongodb"),
        ("redis", "redis"),
        ("redis-stack", "redis"),
        ("valkey", "redis"),
        ("rabbitmq", "rabbitmq"),
        ("kafka", "kafka"),
        ("cp-kafka", "kafka"),
        ("redpanda", "kafka"),
        ("nats", "nats"),
        ("elasticsearch", "elasticsearch"),
        ("opensearch", "elasticsearch"),
        ("minio", "s3"),
        ("localstack", "s3"),
        ("mailhog", "smtp"),
        ("mailpit", "smtp"),
        ("mailcatcher", "smtp"),
    ];
    let without_digest = image.split('@').next().unwrap_or(image);
    let last = without_digest.rsplit('/').next().unwrap_or(without_digest);
    let (name, tag) = last
        .split_once(':')
        .map_or((last, None), |(name, tag)| (name, Some(tag)));
    let (_, kind) = IMAGES.iter().find(|(known, _)| *known == name)?;
    let version = tag
        .map(|tag| {
            tag.chars()
                .take_while(|c| c.is_ascii_digit() || *c == '.')
                .collect::<String>()
        })
        .filter(|version| !version.is_empty());
    Some((kind, version))
}

/// One resource a kind; of SQL kinds one, the strongest, with the others as alternatives.
pub(crate) fn merge(claims: &[ResourceClaim], variables: &[Variable]) -> Vec<Resource> {
    let mut kinds: Vec<&'static str> = Vec::new();
    for claim in claims {
        let family = family(claim.kind);
        if !kinds.contains(&family) {
            kinds.push(family);
        }
    }
    let mut resources: Vec<Resource> = kinds
        .into_iter()
        .filter_map(|wanted| {
            let own: Vec<&ResourceClaim> = claims
                .iter()
                .filter(|claim| family(claim.kind) == wanted)
                .collect();
            merge_one(&own, variables)
        })
        .collect();
    resources.sort_by(|a, b| a.kind.value.cmp(&b.kind.value));
    resources
}

fn family(kind: &'static str) -> &'static str {
    if SQL.contains(&kind) { "sql" } else { kind }
}

fn merge_one(claims: &[&ResourceClaim], variables: &[Variable]) -> Option<Resource> {
    let mut kinds: Claims<String> = Claims::default();
    // A file that needs no server is what tests and laptops use beside the real one.
    for weak in [false, true] {
        for claim in claims
            .iter()
            .filter(|claim| (claim.kind == "sqlite") == weak)
        {
            kinds.push(claim.kind.to_owned(), claim.ground, claim.evidence.clone());
        }
    }
    let mut kind = kinds.resolve()?;
    let best = kinds.best()?.ground;
    let tied = kinds
        .iter()
        .any(|claim| claim.ground == best && claim.value != kind.value && claim.value != "sqlite");
    if tied {
        kind.confidence = crate::Confidence::Low;
    }
    let stated = claims
        .iter()
        .find(|claim| claim.kind == kind.value && claim.version.is_some());
    let version = stated.and_then(|claim| {
        Some(Fact {
            value: claim.version.clone()?,
            confidence: crate::Confidence::High,
            evidence: vec![claim.evidence.clone()],
            alternatives: Vec::new(),
        })
    });
    Some(Resource {
        variable: address_of(&kind.value, variables),
        version,
        kind,
    })
}

/// How names of variables that carry an address end.
const ENDINGS: &[&str] = &[
    "_URL",
    "_URI",
    "_DSN",
    "_CONNECTION_STRING",
    "_HOST",
    "_ADDR",
    "_ADDRESS",
    "_BROKERS",
    "_BUCKET",
    "_SERVER",
    "HOST",
    "_PATH",
    "_FILE",
];

/// The variable that carries the address of a resource of this kind.
fn address_of(kind: &str, variables: &[Variable]) -> Option<String> {
    let points_here = |name: &str| match resource_of(name) {
        Some("sql") => SQL.contains(&kind) || kind == "mongodb",
        Some("mysql" | "mariadb") => matches!(kind, "mysql" | "mariadb"),
        found => found == Some(kind),
    };
    let names: Vec<&str> = variables
        .iter()
        .map(|variable| variable.name.value.as_str())
        .collect();
    ENDINGS.iter().find_map(|ending| {
        names
            .iter()
            .find(|name| name.ends_with(ending) && points_here(name) && !name.contains("TEST"))
            .map(|name| (*name).to_owned())
    })
}
