//! What `opswright.toml` may say: the keys of a design, as `opswright-design` has them, and those of `check`.

use crate::rules::rule;
use crate::scope::EDITIONS;

/// Each key with what it accepts: values, or one phrase; `<name>` stands for the name of a workload or resource.
pub const SETTINGS: &[(&str, &[&str])] = &[
    ("name", &["a word of a-z, 0-9 and -"]),
    ("scale", &["hobby", "startup", "growth", "enterprise"]),
    ("users", &["a whole number such as 50000 or 50k"]),
    ("services", &["a whole number such as 50000 or 50k"]),
    ("team", &["a whole number such as 50000 or 50k"]),
    ("budget", &["a whole number such as 50000 or 50k"]),
    ("availability", &["a percentage such as 99.9"]),
    (
        "compliance",
        &["none", "soc2", "gdpr", "hipaa", "pci", "fedramp", "airgap"],
    ),
    ("cloud", &["aws", "gcp", "azure", "fly", "railway", "own"]),
    ("region", &["a word of a-z, 0-9 and -"]),
    ("environments", &["words of a-z, 0-9 and - between commas"]),
    ("containerization", &["dockerfile", "buildpacks"]),
    ("workload.<name>.path", &["a text in one line"]),
    (
        "workload.<name>.kind",
        &["web", "worker", "cron", "job", "static", "library"],
    ),
    ("workload.<name>.language", &["a word of a-z, 0-9 and -"]),
    ("workload.<name>.framework", &["a text in one line"]),
    (
        "workload.<name>.package_manager",
        &["a word of a-z, 0-9 and -"],
    ),
    (
        "workload.<name>.package_manager_version",
        &["a text in one line"],
    ),
    ("workload.<name>.runtime_version", &["a text in one line"]),
    ("workload.<name>.install", &["a text in one line"]),
    ("workload.<name>.build", &["a text in one line"]),
    ("workload.<name>.start", &["a text in one line"]),
    ("workload.<name>.port", &["a port from 1 to 65535"]),
    (
        "workload.<name>.health_path",
        &["a path that starts with / or `none`"],
    ),
    ("workload.<name>.migrations", &["a text in one line"]),
    ("workload.<name>.migrate", &["a text in one line"]),
    ("workload.<name>.lint", &["a text in one line"]),
    ("workload.<name>.typecheck", &["a text in one line"]),
    ("workload.<name>.test", &["a text in one line"]),
    ("workload.<name>.coverage", &["a text in one line"]),
    ("workload.<name>.lockfile", &["a text in one line"]),
    ("workload.<name>.artifact", &["a text in one line"]),
    (
        "workload.<name>.strategy",
        &["rolling", "blue-green", "canary", "flag"],
    ),
    (
        "workload.<name>.containerization",
        &["dockerfile", "buildpacks"],
    ),
    (
        "resource.<name>.kind",
        &[
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
        ],
    ),
    ("resource.<name>.version", &["a text in one line"]),
    (
        "resource.<name>.variable",
        &["the name of a variable such as DATABASE_URL"],
    ),
    ("check.profile", &["default", "strict", "style"]),
    ("check.select", &["names of rules"]),
    ("check.ignore", &["names of rules"]),
    ("check.baseline", &["a path of a file"]),
];

/// What the setting `key` accepts; `None` where there is no such setting.
pub(crate) fn accepted(key: &str) -> Option<&'static [&'static str]> {
    if key == "edition" {
        return Some(EDITIONS);
    }
    SETTINGS.iter().find_map(|(pattern, options)| {
        let Some((before, after)) = pattern.split_once("<name>") else {
            return (*pattern == key).then_some(*options);
        };
        let name = key.strip_prefix(before)?.strip_suffix(after)?;
        (!name.is_empty() && !name.contains('.')).then_some(*options)
    })
}

/// Whether a value is one of the options, or what their phrase says.
pub(crate) fn accepts(options: &[&str], value: &str) -> bool {
    let slug = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    match options {
        [phrase] if phrase.starts_with("a whole number") => {
            let digits = value
                .trim_end_matches(['k', 'm', 'K', 'M'])
                .replace(['_', ','], "");
            !digits.is_empty()
                && value.len() <= digits.len() + 4
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        [phrase] if phrase.starts_with("a percentage") => value
            .trim_end_matches('%')
            .trim()
            .parse::<f64>()
            .is_ok_and(|number| (0.0..=100.0).contains(&number)),
        [phrase] if phrase.starts_with("a port") => value.parse::<u16>().is_ok_and(|port| port > 0),
        [phrase] if phrase.starts_with("a path that starts") => {
            value.starts_with('/') || value == "none"
        }
        [phrase] if phrase.starts_with("a word of") => slug(value),
        [phrase] if phrase.starts_with("words of") => {
            value.split(',').all(|word| slug(word.trim()))
        }
        [phrase] if phrase.starts_with("the name of a variable") => {
            !value.starts_with(|first: char| first.is_ascii_digit())
                && !value.is_empty()
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        }
        [phrase] if *phrase == "names of rules" => value
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .all(|name| rule(name).is_some()),
        [phrase] if phrase.contains(' ') => !value.contains('\n'),
        options => value.split(',').all(|part| options.contains(&part.trim())),
    }
}
