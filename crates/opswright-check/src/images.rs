//! What images are known to contain: shells, probe tools, users, data folders.

use opswright_dockerfile::ImageReference;

/// Whether a program is in an image; unknown unless the image is a well-known one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Present,
    Absent,
    Unknown,
}

/// Whether `program` is in `image` before anything is installed.
pub(crate) fn has_program(image: &ImageReference, program: &str) -> Presence {
    if is_bare(image) {
        return Presence::Absent;
    }
    let tag = image.tag.as_deref().unwrap_or("latest");
    let Some(name) = image.official() else {
        return Presence::Unknown;
    };
    let shell = matches!(program, "sh" | "/bin/sh");
    let known = official_image_has(name, tag);
    match (shell, program, known) {
        (true, _, Some(_)) => Presence::Present,
        (_, "curl", Some((curl, _))) => presence(curl),
        (_, "wget", Some((_, wget))) => presence(wget),
        _ => Presence::Unknown,
    }
}

fn presence(present: bool) -> Presence {
    if present {
        Presence::Present
    } else {
        Presence::Absent
    }
}

/// Whether curl and wget are in an official image, where that is known.
fn official_image_has(name: &str, tag: &str) -> Option<(bool, bool)> {
    let alpine = tag.contains("alpine");
    let slim = tag.contains("slim");
    match name {
        "alpine" => Some((false, true)),
        "busybox" => Some((false, true)),
        "debian" | "ubuntu" => Some((false, false)),
        "nginx" => Some((true, alpine)),
        "postgres" | "redis" if alpine => Some((false, true)),
        "postgres" | "redis" => Some((false, false)),
        "node" | "python" | "ruby" | "golang" | "rust" | "perl" | "elixir" | "erlang" if alpine => {
            Some((false, true))
        }
        "node" | "python" | "ruby" | "rust" | "perl" if slim => Some((false, false)),
        "node" | "python" | "ruby" | "golang" | "rust" | "perl" => Some((true, true)),
        _ => None,
    }
}

/// Whether an image holds no shell and no tools: distroless and its like.
pub(crate) fn is_bare(image: &ImageReference) -> bool {
    let tag = image.tag.as_deref().unwrap_or("");
    let distroless =
        image.registry.as_deref() == Some("gcr.io") && image.repository.starts_with("distroless/");
    let chainguard = image.registry.as_deref() == Some("cgr.dev") && !tag.ends_with("-dev");
    (distroless && !tag.contains("debug")) || chainguard
}

/// Whether an image already runs as a user other than root.
pub(crate) fn is_unprivileged(image: &ImageReference) -> bool {
    let tag = image.tag.as_deref().unwrap_or("");
    let name = image.repository.as_str();
    tag.contains("nonroot")
        || tag.contains("rootless")
        || name.contains("unprivileged")
        || name.ends_with("-nonroot")
        || name.starts_with("bitnami/")
        || image.registry.as_deref() == Some("cgr.dev")
}

/// The numeric user that an image brings by name.
pub(crate) fn known_user(image: &ImageReference, name: &str) -> Option<&'static str> {
    match (image.official(), name) {
        (Some("node"), "node") => Some("1000:1000"),
        _ if name == "nonroot" && is_bare(image) => Some("65532:65532"),
        (_, "nobody") => Some("65534:65534"),
        _ => None,
    }
}

/// Where a stateful image keeps its data.
pub(crate) fn data_folder(image: &ImageReference) -> Option<&'static str> {
    // Bitnami's images keep their data in folders of their own.
    if image.repository.starts_with("bitnami") {
        return None;
    }
    Some(match image.short_name() {
        "postgres" | "postgis" | "timescaledb" | "timescaledb-ha" | "pgvector" => {
            "/var/lib/postgresql"
        }
        "mysql" | "mariadb" | "percona" => "/var/lib/mysql",
        "mongo" | "mongodb" => "/data/db",
        "rabbitmq" => "/var/lib/rabbitmq",
        "elasticsearch" => "/usr/share/elasticsearch/data",
        "opensearch" => "/usr/share/opensearch/data",
        "minio" => "/data",
        "influxdb" => "/var/lib/influxdb",
        "clickhouse" | "clickhouse-server" => "/var/lib/clickhouse",
        "cassandra" => "/var/lib/cassandra",
        "neo4j" => "/data",
        "couchdb" => "/opt/couchdb/data",
        "prometheus" => "/prometheus",
        "grafana" => "/var/lib/grafana",
        _ => return None,
    })
}

/// Whether an image is a data store or a queue, which no one outside should reach.
pub(crate) fn is_store(image: &ImageReference) -> bool {
    data_folder(image).is_some() && !matches!(image.short_name(), "grafana" | "prometheus")
        || matches!(
            image.short_name(),
            "redis" | "valkey" | "memcached" | "kafka" | "zookeeper" | "nats"
        )
}

/// Whether a reference names another image after the next release: no tag, or a tag without a version.
pub(crate) fn is_moving(image: &ImageReference) -> bool {
    const MOVING: [&str; 18] = [
        "latest", "lts", "stable", "current", "mainline", "edge", "nightly", "main", "master",
        "dev", "develop", "canary", "rolling", "test", "testing", "beta", "snapshot", "next",
    ];
    const VARIANTS: [&str; 3] = ["alpine", "slim", "devel"];
    if image.digest.is_some() {
        return false;
    }
    match image.tag.as_deref() {
        None => true,
        Some(tag) => {
            let versioned = tag.contains(|character: char| character.is_ascii_digit());
            let moving = tag.split('-').any(|part| MOVING.contains(&part));
            let only_variants = tag.split('-').all(|part| VARIANTS.contains(&part));
            !versioned && (moving || only_variants)
        }
    }
}
