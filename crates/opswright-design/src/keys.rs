//! The keys that can be answered, as one table.

use crate::accepts::Accepts;

/// Words for the cloud that runs the environments; `own` is a server of one's own.
pub(crate) const CLOUDS: &[&str] = &["aws", "gcp", "azure", "fly", "railway", "own"];
/// Tiers by users.
pub(crate) const SCALES: &[&str] = &["hobby", "startup", "growth", "enterprise"];
/// Regimes of compliance; `none` says that there is none.
pub(crate) const REGIMES: &[&str] = &["none", "soc2", "gdpr", "hipaa", "pci", "fedramp", "airgap"];
/// Ways to an image.
pub(crate) const CONTAINERIZATIONS: &[&str] = &["dockerfile", "buildpacks"];
/// Kinds of workload.
pub(crate) const KINDS: &[&str] = &["web", "worker", "cron", "job", "static", "library"];
/// Strategies of a rollout.
pub(crate) const STRATEGIES: &[&str] = &["rolling", "blue-green", "canary", "flag"];
/// Kinds of resource, as in the survey.
pub(crate) const RESOURCE_KINDS: &[&str] = &[
    "postgresql",
    "mysql",
    "mariadb",
    "sqlite",
    "mongodb",
    "redis",
    "rabbitmq",
    "kafka",
    "nats",
    "elasticsearch",
    "s3",
    "smtp",
];

/// A key: `pattern` is the key itself, or has `<name>` where the name of a workload or resource stands.
#[derive(Debug)]
pub(crate) struct KeyRow {
    pub(crate) pattern: &'static str,
    pub(crate) accepts: Accepts,
}

const fn row(pattern: &'static str, accepts: Accepts) -> KeyRow {
    KeyRow { pattern, accepts }
}

/// Every key, in the order of the documentation.
pub(crate) const KEYS: &[KeyRow] = &[
    row("name", Accepts::Slug),
    row("scale", Accepts::OneOf(SCALES)),
    row("users", Accepts::Count),
    row("services", Accepts::Count),
    row("team", Accepts::Count),
    row("budget", Accepts::Count),
    row("availability", Accepts::Percent),
    row("compliance", Accepts::ListOf(REGIMES)),
    row("cloud", Accepts::OneOf(CLOUDS)),
    row("region", Accepts::Slug),
    row("environments", Accepts::Slugs),
    row("containerization", Accepts::OneOf(CONTAINERIZATIONS)),
    row("workload.<name>.path", Accepts::Text),
    row("workload.<name>.kind", Accepts::OneOf(KINDS)),
    row("workload.<name>.language", Accepts::Slug),
    row("workload.<name>.framework", Accepts::Text),
    row("workload.<name>.package_manager", Accepts::Slug),
    row("workload.<name>.package_manager_version", Accepts::Text),
    row("workload.<name>.runtime_version", Accepts::Text),
    row("workload.<name>.install", Accepts::Text),
    row("workload.<name>.build", Accepts::Text),
    row("workload.<name>.start", Accepts::Text),
    row("workload.<name>.port", Accepts::Port),
    row("workload.<name>.health_path", Accepts::UrlPath),
    row("workload.<name>.migrations", Accepts::Text),
    row("workload.<name>.migrate", Accepts::Text),
    row("workload.<name>.lint", Accepts::Text),
    row("workload.<name>.typecheck", Accepts::Text),
    row("workload.<name>.test", Accepts::Text),
    row("workload.<name>.coverage", Accepts::Text),
    row("workload.<name>.lockfile", Accepts::Text),
    row("workload.<name>.artifact", Accepts::Text),
    row("workload.<name>.strategy", Accepts::OneOf(STRATEGIES)),
    row(
        "workload.<name>.containerization",
        Accepts::OneOf(CONTAINERIZATIONS),
    ),
    row("resource.<name>.kind", Accepts::OneOf(RESOURCE_KINDS)),
    row("resource.<name>.version", Accepts::Text),
    row("resource.<name>.variable", Accepts::VariableName),
];

/// A key as it was given, with its row.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) row: &'static KeyRow,
    /// The name in it, where the pattern has one.
    pub(crate) name: Option<String>,
}

impl Key {
    /// Reads `key`; `None` where no row fits.
    pub(crate) fn parse(key: &str) -> Option<Self> {
        KEYS.iter().find_map(|row| {
            let Some((before, after)) = row.pattern.split_once("<name>") else {
                return (row.pattern == key).then_some(Self { row, name: None });
            };
            let name = key.strip_prefix(before)?.strip_suffix(after)?;
            let is_name = !name.is_empty() && !name.contains('.');
            is_name.then(|| Self {
                row,
                name: Some(name.to_owned()),
            })
        })
    }

    /// `workload` or `resource`, and the name in the key.
    pub(crate) fn subject(&self) -> Option<(&'static str, String)> {
        let (subject, _) = self.row.pattern.split_once('.')?;
        Some((subject, self.name.clone()?))
    }
}

/// Every key with what it accepts, for the reference page; `<name>` where a name stands.
pub fn keys() -> Vec<(&'static str, Vec<String>)> {
    KEYS.iter()
        .map(|row| (row.pattern, row.accepts.options()))
        .collect()
}

/// All keys as they are written, `<name>` where a name stands.
pub(crate) fn accepted() -> Vec<String> {
    KEYS.iter().map(|row| row.pattern.to_owned()).collect()
}
