//! Addresses of resources that are written in code (`postgresql://...`).

use crate::candidate::Candidate;
use crate::claims::Ground;
use crate::code::Code;
use crate::lexer::Kind;

const SCHEMES: &[(&str, &str)] = &[
    ("postgres", "postgresql"),
    ("postgresql", "postgresql"),
    ("mysql", "mysql"),
    ("mariadb", "mariadb"),
    ("sqlite", "sqlite"),
    ("mongodb", "mongodb"),
    ("redis", "redis"),
    ("rediss", "redis"),
    ("valkey", "redis"),
    ("amqp", "rabbitmq"),
    ("amqps", "rabbitmq"),
    ("nats", "nats"),
    ("kafka", "kafka"),
    ("s3", "s3"),
];

/// Notes the kind of every address; a driver behind `+` does not matter.
pub(crate) fn claim(code: &Code<'_>, candidate: &mut Candidate) {
    for token in code.tokens.iter().filter(|token| token.kind == Kind::Text) {
        if let Some(kind) = kind(token.text) {
            candidate.need(kind, Ground::Code, code.evidence(token.at));
        }
    }
}

/// The kind of resource that an address points to.
pub(crate) fn kind(address: &str) -> Option<&'static str> {
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.split('+').next().unwrap_or(scheme);
    let (_, kind) = SCHEMES.iter().find(|(known, _)| *known == scheme)?;
    (!rest.is_empty()).then_some(*kind)
}
