//! Variables of the process's environment: claims, merging, and which are secret.

use std::collections::BTreeMap;

use crate::claims::{Claims, Ground};
use crate::{Evidence, Variable};

/// What happens when a variable is missing, as one place tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The program stops.
    Required,
    /// Something else is used.
    Optional,
    /// The place does not tell.
    Unknown,
}

/// One place that reads or declares a variable.
#[derive(Debug, Clone)]
pub(crate) struct VariableClaim {
    pub(crate) name: String,
    pub(crate) reading: Reading,
    pub(crate) default: Option<String>,
    pub(crate) ground: Ground,
    pub(crate) evidence: Evidence,
}

/// One variable a name, by name.
pub(crate) fn merge(claims: &[VariableClaim]) -> Vec<Variable> {
    let mut by_name: BTreeMap<&str, Vec<&VariableClaim>> = BTreeMap::new();
    for claim in claims {
        by_name.entry(&claim.name).or_default().push(claim);
    }
    by_name
        .into_values()
        .filter_map(|claims| merge_one(&claims))
        .collect()
}

fn merge_one(claims: &[&VariableClaim]) -> Option<Variable> {
    let mut names = Claims::default();
    for claim in claims {
        names.push(claim.name.clone(), claim.ground, claim.evidence.clone());
    }
    let name = names.resolve()?;
    let says = |reading| claims.iter().any(|claim| claim.reading == reading);
    let required = match (says(Reading::Required), says(Reading::Optional)) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    };
    let default = claims.iter().find_map(|claim| claim.default.clone());
    let secret = is_secret(&name.value) || default.as_deref().is_some_and(carries_password);
    Some(Variable {
        secret,
        required,
        default: default.filter(|_| !secret),
        name,
    })
}

/// Whether a value of this name must stay secret.
pub(crate) fn is_secret(name: &str) -> bool {
    const PUBLIC: &[&str] = &[
        "NEXT_PUBLIC_",
        "VITE_",
        "PUBLIC_",
        "NUXT_PUBLIC_",
        "REACT_APP_",
        "GATSBY_",
        "EXPO_PUBLIC_",
    ];
    const WORDS: &[&str] = &[
        "SECRET",
        "SECRETS",
        "PASSWORD",
        "PASSWD",
        "PASS",
        "PASSPHRASE",
        "PWD",
        "TOKEN",
        "CREDENTIAL",
        "CREDENTIALS",
        "DSN",
        "SALT",
        "PEPPER",
        "APIKEY",
    ];
    const KEYS: &[&str] = &[
        "API",
        "SECRET",
        "PRIVATE",
        "ACCESS",
        "ENCRYPTION",
        "SIGNING",
        "SERVICE",
        "MASTER",
        "JWT",
        "AUTH",
        "APP",
        "ACCOUNT",
        "SESSION",
        "COOKIE",
        "LICENSE",
    ];
    const NOT: &[&str] = &[
        "_EXPIRES",
        "_EXPIRY",
        "_TTL",
        "_EXPIRATION",
        "_LENGTH",
        "_FILE",
        "_PATH",
        "_MINUTES",
        "_SECONDS",
        "_HOURS",
        "_DAYS",
        "_ENABLED",
        "_NAME",
        "_IN",
        "_ALGORITHM",
    ];
    if PUBLIC.iter().any(|prefix| name.starts_with(prefix))
        || NOT.iter().any(|suffix| name.ends_with(suffix))
    {
        return false;
    }
    let words: Vec<&str> = name.split('_').collect();
    let keyed = words.last() == Some(&"KEY")
        && (words.len() == 1
            || words.iter().any(|word| KEYS.contains(word))
            || !words.contains(&"PUBLIC"));
    words.iter().any(|word| WORDS.contains(word)) || keyed || carries_address(name)
}

/// Names of addresses that hold a password as a rule (`DATABASE_URL`).
fn carries_address(name: &str) -> bool {
    let address = ["_URL", "_URI", "_CONNECTION_STRING"]
        .iter()
        .any(|suffix| name.ends_with(suffix));
    address && resource_of(name).is_some()
}

fn carries_password(value: &str) -> bool {
    value
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('@'))
        .is_some_and(|(account, _)| account.contains(':') && !account.contains('/'))
}

/// The resource kinds that a variable of this name may point to; the address of any database where the name says no more.
pub(crate) fn resource_of(name: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("POSTGRES", "postgresql"),
        ("PGHOST", "postgresql"),
        ("PG_", "postgresql"),
        ("MARIADB", "mariadb"),
        ("MYSQL", "mysql"),
        ("MONGO", "mongodb"),
        ("REDIS", "redis"),
        ("VALKEY", "redis"),
        ("RABBIT", "rabbitmq"),
        ("AMQP", "rabbitmq"),
        ("KAFKA", "kafka"),
        ("NATS", "nats"),
        ("ELASTIC", "elasticsearch"),
        ("S3_", "s3"),
        ("SMTP", "smtp"),
        ("DATABASE", "sql"),
        ("DB_", "sql"),
    ];
    NAMES
        .iter()
        .find(|(part, _)| name.contains(part))
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_name() {
        for name in [
            "DATABASE_URL",
            "SECRET_KEY",
            "STRIPE_API_KEY",
            "JWT_SECRET",
            "DB_PASSWORD",
            "GITHUB_TOKEN",
            "SENTRY_DSN",
            "REDIS_URL",
            "SECRET_KEY_BASE",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "PORT",
            "LOG_LEVEL",
            "NEXT_PUBLIC_API_KEY",
            "ACCESS_TOKEN_EXPIRE_MINUTES",
            "PUBLIC_KEY",
            "BASE_URL",
            "TOKEN_TTL",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn a_default_of_a_secret_is_never_kept() {
        let claim = |name: &str, default: &str| VariableClaim {
            name: name.to_owned(),
            reading: Reading::Optional,
            default: Some(default.to_owned()),
            ground: Ground::Code,
            evidence: Evidence {
                path: "a".to_owned(),
                line: 1,
            },
        };
        let merged = merge(&[
            claim("JWT_SECRET", "x"),
            claim("BACKEND", "http://a:b@c"),
            claim("PORT", "80"),
        ]);
        let defaults: Vec<Option<&str>> = merged
            .iter()
            .map(|variable| variable.default.as_deref())
            .collect();
        assert_eq!(defaults, [None, None, Some("80")]);
    }
}
